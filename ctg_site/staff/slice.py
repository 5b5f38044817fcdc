"""What the slice is made of: the administrator keeps accounts and rights."""

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice

from . import views
from .sheets import views as sheet_views

SLICE = Slice(
    blueprints=(views.bp, sheet_views.bp),
    menu=(MenuEntry(90, "staff", "staff.accounts", "Comptes", Permission.STAFF_MANAGE),),
)
