"""What the slice is made of: the administrator keeps accounts and rights."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
