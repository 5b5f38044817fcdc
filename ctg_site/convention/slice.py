"""What the slice is made of: the convention: themes, commitments, in plain words and in the act’s."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
