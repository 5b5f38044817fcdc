"""What the slice is made of: a reader reports a problem; its centre acts."""

from ctg_site.slicing import Slice

from . import operations, views

SLICE = Slice(blueprints=(views.bp,), forgets=(operations.forget,))
