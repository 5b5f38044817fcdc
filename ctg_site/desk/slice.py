"""What the slice is made of: the staff write down an envie for somebody."""

from ctg_site.slicing import Slice

from . import operations, views

SLICE = Slice(blueprints=(views.bp,), forgets=(operations.forget,))
