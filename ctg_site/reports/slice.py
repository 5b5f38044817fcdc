"""What the slice is made of: a reader reports a problem; its centre acts."""

from datetime import timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, operations, queries, views

TO_ANSWER = Due(
    80,
    Permission.REPORT_READ,
    queries.to_answer,
    owed.since("signalement à traiter", "signalements à traiter", "le plus ancien"),
    "Traiter",
    "reports.reports",
)

SLICE = Slice(
    blueprints=(views.bp,),
    keeps=(
        Period(
            kept=KeptData.REPORT,
            what="Un signalement\u00a0: vos mots, et votre e-mail si vous le laissez",
            why="Répondre et protéger les personnes",
            who="l’équipe\u00a0; personne ne voit l’e-mail",
            since="l’envoi\u00a0; dès la réponse, pour l’e-mail",
            remains="la date, la sorte de problème, la suite",
            columns={"report": "words email answer"},
            forget=operations.forget,
        ),
    ),
    areas=(Area("/signaler", "ctg_signaler", timedelta(hours=24), "Protéger l’envoi d’un signalement"),),
    owes=(TO_ANSWER,),
    menu=(MenuEntry(40, "reports", "reports.reports", "Signalements", Permission.REPORT_READ),),
    plays=demonstration.play,
)
