"""What the slice is made of: an author comes back with a code or a link, reads and writes; companions."""

from ctg_site.slicing import Slice

from . import companion_operations, companion_views, preview_views, views

SLICE = Slice(
    blueprints=(views.bp, preview_views.bp, companion_views.bp), forgets=(companion_operations.forget,)
)
