"""What the slice is made of: everybody reads the actions; the staff write them, by page or by spreadsheet."""

from collections.abc import Iterator
from datetime import date

from ctg_site.slicing import Slice

from . import views
from .editing import views as editing_views
from .reminders import operations as reminders
from .sheets import views as sheets_views


def reminded(on: date) -> Iterator[str]:
    yield f"{reminders.remind()} reminder(s) of missing values written"


SLICE = Slice(blueprints=(views.bp, editing_views.bp, sheets_views.bp), reminds=(reminded,))
