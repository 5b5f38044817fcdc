"""What the slice is made of: the whole site, in people’s words."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
