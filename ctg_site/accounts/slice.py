"""What the slice is made of: the staff come in, prove who they are, keep their own account, go out."""

from ctg_site.slicing import Slice

from . import operations, own_views, views

SLICE = Slice(blueprints=(views.bp, own_views.bp), forgets=(operations.forget,))
