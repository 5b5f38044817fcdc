"""What the slice is made of: everybody reads the actions; the staff write them, by page or by spreadsheet."""

from collections.abc import Iterator
from datetime import date

from ctg_site.domain.policy import Permission
from ctg_site.models.actions import Action, ProgressUpdate
from ctg_site.models.search import SearchKind
from ctg_site.slicing import MenuEntry, Slice

from . import demonstration, public_queries, views
from .editing import views as editing_views
from .reminders import operations as reminders
from .sheets import views as sheets_views


def reminded(on: date) -> Iterator[str]:
    yield f"{reminders.remind()} reminder(s) of missing values written"


SLICE = Slice(
    blueprints=(views.bp, editing_views.bp, sheets_views.bp),
    reminds=(reminded,),
    menu=(
        MenuEntry(20, "actions", "actions.index", "Les actions"),
        MenuEntry(50, "actions", "actions_staff.index", "Actions", Permission.ACTIONS_ENTER),
    ),
    indexes={SearchKind.ACTION: public_queries.ACTIONS},
    lists={"actions.show": public_queries.listed},
    shows={Action: (), ProgressUpdate: ()},
    plays=demonstration.play,
)
