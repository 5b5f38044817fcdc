"""What the slice is made of: the staff write down an envie for somebody."""

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice

from . import operations, views

SLICE = Slice(
    blueprints=(views.bp,),
    keeps=(
        Period(
            kept=KeptData.DESK_ENTRY,
            what="Une envie qu’une personne du centre est en train d’écrire pour vous",
            why="Ne pas perdre ce que vous avez dit",
            who="la personne qui l’écrit",
            since="la dernière lettre tapée",
            remains="rien",
            columns={"desk_entry": "answers"},
            forget=operations.forget,
            each_turn=True,
        ),
    ),
    menu=(MenuEntry(20, "desk", "desk.start", "Saisir une envie", Permission.DESK_USE),),
)
