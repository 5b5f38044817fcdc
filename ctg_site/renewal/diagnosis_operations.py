"""Writes: the diagnosis is shown or not; findings are written, each with what supports it."""

from dataclasses import dataclass, field

from ctg_site.db import db, operation
from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.renewal import DIAGNOSIS, DiagnosisEvent, DiagnosisState
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.convention import Convention, Theme
from ctg_site.models.diagnosis import Diagnosis, Finding, FindingSupport
from ctg_site.models.people import User
from ctg_site.words.labels import label

from . import diagnosis_queries as queries


@dataclass(frozen=True, slots=True)
class FindingSaid:
    """A finding: its words, its district if it is of one, the numbers of what supports it."""

    text: str
    district_id: int | None = None
    envies: list[int] = field(default_factory=list)
    actions: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)


class UnknownSupport(Exception):
    """Numbers that name nothing that everybody reads, by field; none at all when `missing` is empty."""

    def __init__(self, missing: dict[str, list[int]]) -> None:
        super().__init__(str(missing))
        self.missing = missing


@operation
def show(convention: Convention, event: DiagnosisEvent, by: User) -> None:
    """Let everybody read the diagnosis, or no more; Forbidden or InvalidTransition as its table says."""
    known = queries.of(convention)
    if known is None:
        known = Diagnosis(convention_id=convention.id, state=DiagnosisState.WRITTEN)
        db.session.add(known)
    known.advance(DIAGNOSIS, event, by)
    convention.note_down(ConventionEvent.DIAGNOSIS, by, label(event))


@operation
def find(theme: Theme, said: FindingSaid, by: User) -> Finding:
    """Write a finding about a theme. UnknownSupport when nothing readable supports it."""
    convention = _allow(theme.convention_id, by)
    supports = _supports(convention, said)
    made = Finding(
        convention_id=convention.id,
        theme_id=theme.id,
        district_id=said.district_id,
        text=said.text,
        supports=supports,
    )
    db.session.add(made)
    convention.note_down(ConventionEvent.DIAGNOSIS, by, f"constat, {theme.code}")
    return made


@operation
def find_again(finding: Finding, said: FindingSaid, by: User) -> None:
    """Write a finding otherwise."""
    convention = _allow(finding.convention_id, by)
    whole = _whole(finding)
    whole.text, whole.district_id = said.text, said.district_id
    whole.supports = _supports(convention, said)
    convention.note_down(ConventionEvent.DIAGNOSIS, by, f"constat {finding.id} changé")


@operation
def erase(finding: Finding, by: User) -> None:
    """Take a finding out, with what it named."""
    convention = _allow(finding.convention_id, by)
    db.session.delete(_whole(finding))
    convention.note_down(ConventionEvent.DIAGNOSIS, by, f"constat {finding.id} effacé")


def _whole(finding: Finding) -> Finding:
    """The same with its supports as they are now, which go with it."""
    found = queries.finding(finding.id)
    if found is None:
        raise InvalidTransition("it was erased")
    return found


def _allow(number: int, by: User) -> Convention:
    convention = db.session.get_one(Convention, number)
    if not allowed(by, Permission.CONVENTION_KEEP, convention):
        raise Forbidden("the diagnosis is the coordination’s")
    return convention


COLUMNS = {"envies": "proposal_id", "actions": "action_id", "figures": "figure_id"}


def _supports(convention: Convention, said: FindingSaid) -> list[FindingSupport]:
    asked = {name: list(dict.fromkeys(getattr(said, name))) for name in COLUMNS}
    known = queries.known_supports(convention.id, **{name: set(asked[name]) for name in COLUMNS})
    missing = {name: [one for one in asked[name] if one not in known[name]] for name in COLUMNS}
    if any(missing.values()) or not any(asked.values()):
        raise UnknownSupport({name: numbers for name, numbers in missing.items() if numbers})
    return [
        FindingSupport(**{column: known[name][one]})
        for name, column in COLUMNS.items()
        for one in asked[name]
    ]
