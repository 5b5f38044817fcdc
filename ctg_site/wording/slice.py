"""What the slice is made of: sentences of the staff prepared beforehand: reasons, templates."""

from ctg_site.slicing import Slice

SLICE = Slice()
