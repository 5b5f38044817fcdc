"""What the slice is made of: the staff meet, help, tell how far an envie went and how it ended."""

from collections.abc import Iterator
from datetime import date

from ctg_site.domain.policy import Permission
from ctg_site.models.stories import Photo, Quote, Story
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.words import owed

from . import operations, views
from .calls import queries as calls_queries
from .calls import views as calls_views
from .stories import views as stories_views


def reminded(on: date) -> Iterator[str]:
    yield f"{operations.ask_if_done()} author(s) asked whether it is done"


TO_CALL = Due(
    60,
    Permission.CALLS_READ,
    calls_queries.to_call,
    owed.counted("personne à appeler aujourd’hui", "personnes à appeler aujourd’hui"),
    "Appeler",
    "calls.calls",
)

SLICE = Slice(
    blueprints=(views.bp, stories_views.bp, calls_views.bp),
    reminds=(reminded,),
    owes=(TO_CALL,),
    menu=(MenuEntry(30, "calls", "calls.calls", "Rappels", Permission.CALLS_READ),),
    shows={Story: (), Quote: (), Photo: ()},
)
