"""What the slice is made of: places of the town and the children’s pathway; the staff keep them."""

from ctg_site.slicing import Slice

from . import staff_views, views

SLICE = Slice(blueprints=(views.bp, staff_views.bp))
