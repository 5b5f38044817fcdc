"""What the slice is made of: a reader reports a problem; its centre acts."""

from datetime import timedelta

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area

from . import demonstration, operations, views

SLICE = Slice(
    blueprints=(views.bp,),
    forgets=(operations.forget,),
    areas=(Area("/signaler", "ctg_signaler", timedelta(hours=24), "Protéger l’envoi d’un signalement"),),
    menu=(MenuEntry(40, "reports", "reports.reports", "Signalements", Permission.REPORT_READ),),
    plays=demonstration.play,
)
