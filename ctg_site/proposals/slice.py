"""What the slice is made of: the public register of envies, its posters and feeds; what is alike."""

from ctg_site.slicing import Slice

from . import feed_views, views

SLICE = Slice(blueprints=(views.bp, feed_views.bp))
