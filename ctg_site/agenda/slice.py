"""What the slice is made of: meetings announced, registered for, held; their minutes and decisions."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.agenda import Meeting, MeetingKind
from ctg_site.models.convention import GoverningBody
from ctg_site.models.search import SearchKind
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area
from ctg_site.words import owed

from . import demonstration, public_queries, views
from .bodies import views as bodies_views
from .meetings import after_views as meetings_after_views
from .meetings import operations as meetings
from .meetings import queries as meetings_queries
from .meetings import views as meetings_views
from .registrations import operations as registrations
from .registrations import telling_operations as telling
from .registrations import views as registrations_views
from .sheets import views as sheet_views


def reminded(on: date) -> Iterator[str]:
    yield f"{meetings.remind()} reminder(s) of missing minutes written"
    yield f"{telling.remind(on)} person(s) reminded of their meeting"


def done(person: Any, since: datetime) -> Iterator[str]:
    return owed.done({"held": meetings_queries.held(person, since)})


MINUTES = Due(
    110,
    Permission.AGENDA_KEEP,
    meetings_queries.minutes_due,
    owed.since("compte rendu manque", "comptes rendus manquent", "le plus ancien"),
    "Écrire",
    "meetings.index",
)

SLICE = Slice(
    blueprints=(
        views.bp,
        registrations_views.bp,
        sheet_views.bp,
        meetings_views.bp,
        meetings_after_views.bp,
        bodies_views.bp,
    ),
    keeps=(
        Period(
            kept=KeptData.REGISTRATION,
            what="Votre inscription à un rendez-vous\u00a0: prénom, comment vous prévenir, vos besoins",
            why="Vous accueillir et vous prévenir d’un changement",
            who="la personne qui organise",
            since="le rendez-vous",
            remains="le nombre de personnes",
            columns={"registration": "first_name phone email needs"},
            forget=registrations.forget,
        ),
        Period(
            kept=KeptData.REGISTRATION_LINK,
            what="De quoi vous montrer encore votre reçu",
            why="Vous redonner le code perdu",
            who="personne",
            since="l’envoi",
            remains="rien",
            forget=registrations.forget_seeds,
            each_turn=True,
        ),
    ),
    reminds=(reminded,),
    owes=(MINUTES,),
    did=(done,),
    areas=(
        Area(
            "/inscription",
            "ctg_inscription",
            timedelta(hours=24),
            "Protéger l’envoi d’une inscription, et montrer votre reçu",
        ),
    ),
    menu=(
        MenuEntry(30, "agenda", "agenda.index", "Agenda"),
        MenuEntry(70, "agenda", "meetings.index", "Agenda", Permission.AGENDA_KEEP),
    ),
    indexes={SearchKind.MEETING: public_queries.MEETINGS},
    lists={"agenda.show": public_queries.listed, "agenda.body": public_queries.listed_bodies},
    apart={"agenda.document": "a file of the page of its meeting"},
    shows={Meeting: (), MeetingKind: (), GoverningBody: ()},
    plays=demonstration.play,
)
