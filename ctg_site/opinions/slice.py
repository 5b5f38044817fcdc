"""What the slice is made of: a tap on an action."""

from datetime import timedelta

from ctg_site.domain.policy import Permission
from ctg_site.models.opinions import OpinionAnswer
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area

from . import demonstration, operations, staff_views, views

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    forgets=(operations.forget,),
    areas=(
        Area("/avis", "ctg_avis", timedelta(hours=24), "Protéger ce qui change votre avis, ou le confirme"),
    ),
    menu=(MenuEntry(60, "opinions", "opinions_staff.index", "Avis", Permission.OPINION_ANSWER),),
    shows={OpinionAnswer: ()},
    plays=demonstration.play,
)
