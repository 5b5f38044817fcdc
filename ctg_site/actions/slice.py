"""What the slice is made of: everybody reads the actions; the staff write them, by page or by spreadsheet."""

from collections.abc import Iterator
from datetime import date

from ctg_site.domain.policy import Permission
from ctg_site.models.actions import Action, ProgressUpdate
from ctg_site.models.search import SearchKind
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.words import owed

from . import demonstration, public_queries, views
from .editing import queries as editing_queries
from .editing import views as editing_views
from .reminders import operations as reminders
from .reminders import queries as reminders_queries
from .sheets import views as sheets_views


def reminded(on: date) -> Iterator[str]:
    yield f"{reminders.remind()} reminder(s) of missing values written"


TO_PUBLISH = Due(
    100,
    Permission.ACTION_EDIT,
    editing_queries.to_publish,
    owed.since("nouvelle d’une action à publier", "nouvelles d’actions à publier", "la plus ancienne"),
    "Publier",
    "actions_staff.index",
)
VALUES = Due(
    120,
    Permission.ACTIONS_ENTER,
    reminders_queries.values_due,
    owed.counted("valeur à renseigner dans vos actions", "valeurs à renseigner dans vos actions"),
    "Renseigner",
    "actions_staff.show",
    opens_first=True,
)

SLICE = Slice(
    blueprints=(views.bp, editing_views.bp, sheets_views.bp),
    reminds=(reminded,),
    owes=(TO_PUBLISH, VALUES),
    menu=(
        MenuEntry(20, "actions", "actions.index", "Les actions"),
        MenuEntry(50, "actions", "actions_staff.index", "Actions", Permission.ACTIONS_ENTER),
    ),
    indexes={SearchKind.ACTION: public_queries.ACTIONS},
    lists={"actions.show": public_queries.listed},
    shows={Action: (), ProgressUpdate: ()},
    plays=demonstration.play,
)
