"""What the slice is made of: questions, encouragements, comments under what is published."""

from ctg_site.slicing import Slice

from . import operations, staff_views, views

SLICE = Slice(blueprints=(views.bp, staff_views.bp), forgets=(operations.forget,))
