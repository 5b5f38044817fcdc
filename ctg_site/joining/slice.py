"""What the slice is made of: somebody joins a published envie, and may step back."""

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
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
    keeps=(
        Period(
            kept=KeptData.PARTICIPANT,
            what="Votre prénom, vos mots et comment vous joindre, quand vous rejoignez une envie",
            why="Vous rappeler et vous dire où en est l’envie",
            who="le centre qui suit l’envie",
            since="la fin de l’envie, ou un an sans nouvelles\u00a0; tout de suite si vous vous retirez",
            remains="le nombre de personnes et ce qu’elles apportent",
            columns={"participation": "first_name phone email words"},
            forget=operations.forget,
        ),
        Period(
            kept=KeptData.PARTICIPANT_LINK,
            what="De quoi vous montrer encore votre reçu",
            why="Vous redonner le lien perdu",
            who="personne",
            since="l’envoi",
            remains="rien",
            forget=operations.forget_seeds,
            each_turn=True,
        ),
        Period(
            kept=KeptData.DATES_REPLY,
            what="Les dates que vous dites possibles",
            why="Choisir celle d’une rencontre",
            who="le centre qui suit l’envie",
            since="l’effacement de ce que vous avez donné pour la rejoindre",
            remains="la date choisie",
            forget=date_operations.forget,
            each_turn=True,
        ),
    ),
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
