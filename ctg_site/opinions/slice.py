"""What the slice is made of: a tap on an action or a commitment, « moi aussi » on an envie."""

from datetime import timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.opinions import OpinionAnswer
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, operations, staff_queries, staff_views, views

SET_ASIDE = Due(
    170,
    Permission.OPINION_ANSWER,
    staff_queries.set_aside,
    owed.since("avis mis de côté, à trier", "avis mis de côté, à trier", "le plus ancien"),
    "Trier",
    "opinions_staff.aside",
    is_aside=True,
)

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    keeps=(
        Period(
            kept=KeptData.TAP,
            what="L’empreinte de l’appareil qui donne un avis d’un appui",
            why="Ne pas compter deux fois le même appui",
            who="personne",
            since="l’appui",
            remains="l’avis, sans personne derrière",
            forget=operations.forget,
            each_turn=True,
        ),
    ),
    areas=(
        Area("/avis", "ctg_avis", timedelta(hours=24), "Protéger ce qui change votre avis, ou le confirme"),
    ),
    owes=(SET_ASIDE,),
    menu=(MenuEntry(60, "opinions", "opinions_staff.index", "Avis", Permission.OPINION_ANSWER),),
    shows={OpinionAnswer: ()},
    plays=demonstration.play,
)
