"""What the slice is made of: words heard outside the walls, and what was done of them."""

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.heard import HeardWords
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.words import owed

from . import demonstration, operations, queries, staff_views, views

TO_READ = Due(
    92,
    Permission.DESK_USE,
    queries.to_read,
    owed.since("parole de la rue à relire", "paroles de la rue à relire", "la plus ancienne"),
    "Relire",
    "heard_staff.index",
)

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    keeps=(
        Period(
            kept=KeptData.HEARD,
            what="Une parole entendue dans la rue, sans nom, non publiée",
            why="Savoir ce que disent les habitants",
            who="le centre qui l’a entendue",
            since="le jour où elle est notée",
            remains="le jour, le lieu, le thème et le nombre de personnes, autant qu’une parole publiée",
            columns={"heard_words": "text told"},
            forget=operations.forget,
        ),
        Period(
            kept=KeptData.HEARD_PUBLISHED,
            what="Une parole entendue dans la rue, sans nom, publiée",
            why="Montrer la parole des habitants",
            who="tout le monde",
            since="le jour où elle est notée",
            remains="rien",
            columns={"heard_words": "text place told"},
            forget=operations.forget_published,
        ),
    ),
    owes=(TO_READ,),
    shows={HeardWords: ()},
    menu=(MenuEntry(25, "heard", "heard_staff.index", "Paroles de la rue", Permission.DESK_USE),),
    plays=demonstration.play,
)
