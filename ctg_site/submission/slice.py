"""What the slice is made of: a resident says an envie: three screens, a check page, a receipt."""

from ctg_site.slicing import Slice

from . import operations, views

SLICE = Slice(blueprints=(views.bp,), forgets=(operations.forget,))
