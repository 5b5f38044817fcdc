"""What the slice is made of: numbered sheets to fill by hand, keyed in by the stack; a wall of envies."""

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice

from . import staff_views, views

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    menu=(MenuEntry(27, "paper", "paper_staff.index", "Fiches papier", Permission.DESK_USE),),
    apart=dict.fromkeys(
        ("paper.form", "paper.form_of_centre", "paper.wall"), "a sheet to print, which its page offers"
    ),
)
