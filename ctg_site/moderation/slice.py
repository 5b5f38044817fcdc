"""What the slice is made of: the staff of a centre read, decide, hide, correct, group, answer."""

from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import Slice

from . import details_views, grouping_views, views
from .reading import operations
from .reading import views as reading_views

SLICE = Slice(
    blueprints=(views.bp, grouping_views.bp, details_views.bp, reading_views.bp),
    keeps=(
        Period(
            kept=KeptData.STAFF_READING,
            what="Équipe\u00a0: qui lit quelle envie en ce moment",
            why="Ne pas lire à deux la même envie",
            who="l’équipe",
            since="la lecture",
            remains="rien",
            forget=operations.forget,
            each_turn=True,
        ),
    ),
)
