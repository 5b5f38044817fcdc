"""What the slice is made of: the file that the coordination makes for a body's meeting, and its questions."""

from ctg_site.domain.policy import Permission
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.words import owed

from . import demonstration, operations, queries, views

FAILED = Due(
    105,
    Permission.COMMITTEE_MAKE,
    queries.failed,
    owed.since(
        "dossier d’instance n’a pas pu être fait",
        "dossiers d’instance n’ont pas pu être faits",
        "le plus ancien",
    ),
    "Refaire",
    "committee.index",
)

SLICE = Slice(
    blueprints=(views.bp,),
    works={"the committee files": operations.work},
    owes=(FAILED,),
    menu=(MenuEntry(75, "committee", "committee.index", "Dossiers", Permission.COMMITTEE_ANSWER),),
    plays=demonstration.play,
)
