"""What the slice is made of: a tap on an action."""

from ctg_site.slicing import Slice

from . import operations, staff_views, views

SLICE = Slice(blueprints=(views.bp, staff_views.bp), forgets=(operations.forget,))
