"""What the slice is made of: the public bilan, and the year of each centre."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
