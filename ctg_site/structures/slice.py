"""What the slice is made of: reads of districts and of the centres that receive envies."""

from ctg_site.slicing import Slice

SLICE = Slice()
