"""What the slice is made of: somebody joins a published envie, and may step back."""

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_site.domain.policy import Permission
from ctg_site.services.owed import Due
from ctg_site.slicing import Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, operations, queries, staff_views, views
from .dates import operations as date_operations
from .dates import views as date_views


def reminded(on: date) -> Iterator[str]:
    """The people who wait for a late call, file by file."""
    for number, people in queries.late(on):
        yield f"envie {number}: {people} person(s) who joined wait for a late call"
    yield f"{operations.remind(on)} envie(s) told again to their centre"


TO_CALL = Due(
    70,
    Permission.CALLS_READ,
    queries.waiting_for_a_call,
    owed.before(
        "personne a rejoint une envie et attend votre appel",
        "personnes ont rejoint une envie et attendent votre appel",
        "la première",
        "la première",
    ),
    "Appeler",
    "calls.calls",
)

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp, date_views.bp),
    forgets=(operations.forget, date_operations.forget),
    reminds=(reminded,),
    owes=(TO_CALL,),
    areas=(
        Area(
            "/rejoindre",
            "ctg_rejoindre",
            timedelta(hours=24),
            "Protéger l’envoi de votre participation, et montrer votre reçu",
        ),
    ),
    plays=demonstration.play,
)
