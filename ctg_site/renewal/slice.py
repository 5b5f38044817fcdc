"""What the slice is made of: what becomes of a convention in the next one, and what leads to it."""

from ctg_site.models.renewal import ContinuityLine, RenewalStep
from ctg_site.slicing import Slice

from . import public_queries, staff_views, views

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    lists={"renewal.show": public_queries.listed},
    shows={ContinuityLine: (), RenewalStep: ()},
)
