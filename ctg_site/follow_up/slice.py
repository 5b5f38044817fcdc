"""What the slice is made of: an author comes back with a code or a link, reads and writes; companions."""

from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import FOLLOW_UP

from . import (
    companion_operations,
    companion_views,
    demonstration,
    details_views,
    linked_operations,
    linked_views,
    operations,
    preview_views,
    views,
)

SLICE = Slice(
    blueprints=(views.bp, preview_views.bp, companion_views.bp, details_views.bp, linked_views.bp),
    forgets=(companion_operations.forget, operations.forget, linked_operations.forget),
    areas=(FOLLOW_UP,),
    menu=(MenuEntry(80, "suivi", "follow_up.code", "Suivre mon envie"),),
    plays=demonstration.play,
)
