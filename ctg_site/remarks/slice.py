"""What the slice is made of: questions, encouragements, comments under what is published."""

from datetime import timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.remarks import Remark
from ctg_site.services.owed import Due
from ctg_site.slicing import Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, operations, queries, staff_views, views

TO_READ = Due(
    90,
    Permission.REMARK_READ,
    queries.waiting_to_be_read,
    owed.since("parole de lecteur à relire", "paroles de lecteurs à relire", "la plus ancienne"),
    "Relire",
    "remarks_staff.index",
)

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    keeps=(
        Period(
            kept=KeptData.REMARK,
            what="Une question ou un commentaire non publié",
            why="Relire et répondre",
            who="l’équipe qui relit",
            since="le refus, ou l’envoi si personne ne l’a lu",
            remains="la date et le nombre",
            columns={"remark": "text answer reason"},
            forget=operations.forget,
        ),
        Period(
            kept=KeptData.REMARK_PUBLISHED,
            what="Une question ou un commentaire publié, sans nom",
            why="Montrer la parole des habitants",
            who="tout le monde",
            since="l’envoi\u00a0; avant, si l’envie est archivée",
            remains="rien",
            columns={"remark": "text answer"},
            forget=operations.forget_published,
        ),
    ),
    areas=(
        Area(
            "/paroles",
            "ctg_paroles",
            timedelta(hours=24),
            "Protéger l’envoi de votre question ou de votre commentaire",
        ),
    ),
    owes=(TO_READ,),
    apart={
        "remarks.of_proposal": "goes on with what the page of the envie begins",
        "remarks.of_action": "goes on with what the page of the action begins",
        "remarks.of_commitment": "goes on with what the page of the commitment begins",
    },
    shows={Remark: ()},
    plays=demonstration.play,
)
