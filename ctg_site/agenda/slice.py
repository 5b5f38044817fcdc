"""What the slice is made of: meetings announced, registered for, held; their minutes and decisions."""

from collections.abc import Iterator
from datetime import date

from ctg_site.slicing import Slice

from . import views
from .meetings import after_views as meetings_after_views
from .meetings import operations as meetings
from .meetings import views as meetings_views
from .registrations import operations as registrations
from .registrations import views as registrations_views


def reminded(on: date) -> Iterator[str]:
    yield f"{meetings.remind()} reminder(s) of missing minutes written"


SLICE = Slice(
    blueprints=(views.bp, registrations_views.bp, meetings_views.bp, meetings_after_views.bp),
    forgets=(registrations.forget,),
    reminds=(reminded,),
)
