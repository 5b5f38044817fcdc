"""What the slice is made of: the staff of a centre read, decide, hide, correct, group, answer."""

from ctg_site.slicing import Slice

from . import grouping_views, views

SLICE = Slice(blueprints=(views.bp, grouping_views.bp))
