"""What the slice is made of: the staff write down an envie for somebody."""

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice

from . import operations, views

SLICE = Slice(
    blueprints=(views.bp,),
    forgets=(operations.forget,),
    menu=(MenuEntry(20, "desk", "desk.start", "Saisir une envie", Permission.DESK_USE),),
)
