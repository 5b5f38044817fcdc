"""What the slice is made of: the public bilan, and the year of each centre."""

from ctg_site.slicing import Slice

from . import views
from .centre import views as centre_views

SLICE = Slice(blueprints=(views.bp, centre_views.bp))
