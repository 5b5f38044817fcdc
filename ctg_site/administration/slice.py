"""What the slice is made of: settings of the town, the audit trail."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
