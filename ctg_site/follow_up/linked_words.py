"""What the page of linked codes says of each: what it is, where it stands, what is new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ctg_site.domain.meetings import RegistrationState
from ctg_site.domain.participation import DatesState, JoinState
from ctg_site.domain.workflow import Moderation, Outcome
from ctg_site.words.french import plural, span
from ctg_site.words.journal import where_it_stands
from ctg_site.words.labels import LABELS

from . import letter

WHY = {
    "child": "Avant 15 ans, les codes ne se relient pas\u00a0: chacun s’ouvre seul.",
    "same": "C’est le code que vous avez déjà ouvert. Écrivez-en un autre.",
    "over": "Ce code n’ouvre plus rien à suivre\u00a0: c’est retiré, rendu ou effacé.",
    "many": "Vingt codes sont déjà reliés. Déliez-en un, ou parlez-en au centre.",
}
CLOSED = {Moderation.WITHDRAWN, Moderation.ARCHIVED}


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A linked code: its number in the group, its title, where it stands, what is new, if anything."""

    number: int
    title: str
    where: str
    news: str = ""
    #: Its own page opens from here.
    opens: bool = False


def line(row: Any, seen: datetime | None, dates: Any) -> CodeLine:
    """Of one row; `dates` are those offered to whoever joined, and whether they answered, by number."""
    if row.proposal is not None:
        return _envie(row.id, row.proposal, seen)
    if row.registration is not None:
        return _place(row.id, row.registration, seen)
    return _joined(row.id, row.participation, seen, *dates.get(row.participation.id, (None, False)))


def _envie(number: int, proposal: Any, seen: datetime | None) -> CodeLine:
    title = f"Mon envie n°\u00a0{proposal.number}"
    if proposal.moderation in CLOSED:
        return CodeLine(number, title, "Elle est retirée, ou rangée.")
    found = len(letter.since(proposal, seen, None))
    news = plural(found, "nouvelle", "nouvelles") if found and seen else ""
    return CodeLine(number, title, where_it_stands(proposal), news, opens=True)


def _place(number: int, registration: Any, seen: datetime | None) -> CodeLine:
    meeting = registration.meeting
    title = f"Mon inscription\u00a0: {meeting.title}"
    if registration.state is RegistrationState.GIVEN_UP:
        return CodeLine(number, title, "Votre place est rendue.")
    where = f"{span(meeting.starts_at, meeting.ends_at)}, {meeting.venue}. "
    where += "C’est annulé." if meeting.is_cancelled else f"{LABELS[RegistrationState][registration.state]}."
    moved = seen is not None and meeting.changed_at > seen
    return CodeLine(number, title, where, "Ce rendez-vous a changé" if moved else "", opens=True)


def _joined(number: int, joined: Any, seen: datetime | None, held: Any, answered: bool) -> CodeLine:
    title = f"J’en suis\u00a0: envie n°\u00a0{joined.proposal_id}"
    if joined.state is JoinState.LEFT:
        return CodeLine(number, title, "Vous n’en êtes plus.")
    if held is not None and held.state is DatesState.CHOSEN and not held.meeting.is_cancelled:
        meeting = held.meeting
        where = f"Rendez-vous\u00a0: {span(meeting.starts_at, meeting.ends_at)}."
        moved = seen is not None and meeting.changed_at > seen
        return CodeLine(number, title, where, "La date est choisie" if moved else "", opens=True)
    if held is not None and held.is_open and held.still_possible:
        news = "" if answered else "Des dates attendent votre réponse"
        return CodeLine(number, title, "Des dates sont proposées.", news, opens=True)
    return CodeLine(number, title, f"Vous en êtes. {LABELS[Outcome][joined.proposal.outcome]}.", opens=True)
