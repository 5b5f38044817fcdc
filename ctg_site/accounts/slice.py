"""What the slice is made of: the staff come in, prove who they are, keep their own account, go out."""

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import STAFF

from . import operations, own_views, views

SLICE = Slice(
    blueprints=(views.bp, own_views.bp),
    forgets=(operations.forget,),
    areas=(STAFF,),
    menu=(MenuEntry(120, "account", "own.account", "Mon compte", Permission.ACCOUNT_USE),),
)
