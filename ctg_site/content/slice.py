"""What the slice is made of: pages that the coordination writes."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
