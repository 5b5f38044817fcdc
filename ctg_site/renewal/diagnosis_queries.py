"""Reads of the shared diagnosis: needs, offer, figures and findings, by theme and district."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, page_of
from ctg_site.domain import results
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.renewal import DIAGNOSIS, DiagnosisState
from ctg_site.domain.workflow import Moderation, Transition
from ctg_site.models.actions import Action, action_commitment, action_district
from ctg_site.models.consultations import Consultation
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.diagnosis import Diagnosis, DiagnosisFigure, Finding, FindingSupport
from ctg_site.models.people import User
from ctg_site.models.places import District, OpeningHours, Structure
from ctg_site.models.proposals import Proposal, proposal_commitment

from . import queries

PAGE = 100
#: Envies that count: neither set aside, nor taken back, nor refused.
NOT_COUNTED = (Moderation.WITHDRAWN, Moderation.NOT_PUBLISHABLE)


@dataclass(frozen=True, slots=True)
class DistrictOffer:
    """What a district has: its places, the ages that they say, their hours in an ordinary week."""

    district: str
    places: int
    age_from: int | None
    age_to: int | None
    hours: float


@dataclass(frozen=True, slots=True)
class Needs:
    """How many envies a theme has, by district. Small districts are in `elsewhere`; None: fewer than five."""

    total: int | None
    by_district: dict[str, int]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """A theme of a convention, as its diagnosis reads it."""

    theme: Theme
    convention: Convention

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.theme.commitments]


def of(convention: Convention) -> Diagnosis | None:
    """What is known of the diagnosis of this convention; None: nothing was ever published."""
    wanted = db.select(Diagnosis).where(Diagnosis.convention_id == convention.id)
    return db.session.execute(wanted).scalar_one_or_none()


def acts(person: User, convention: Convention) -> list[Transition]:
    """What this person may do now to its state."""
    known = of(convention) or Diagnosis(state=DiagnosisState.WRITTEN)
    return DIAGNOSIS.open_to(person, known)


def published(period: str) -> Convention | None:
    """A convention whose diagnosis everybody reads."""
    told = db.select(Convention).join(Diagnosis, Diagnosis.convention_id == Convention.id)
    wanted = told.where(Convention.period == period, Diagnosis.state == DiagnosisState.PUBLISHED)
    return db.session.execute(wanted).scalar_one_or_none()


def any_theme(period: str, theme: str) -> ThemeFound | None:
    """A theme by its slug, whatever the state of the diagnosis."""
    return _theme(queries.convention(period), theme)


def public_theme(period: str, theme: str) -> ThemeFound | None:
    """The same, once everybody reads the diagnosis."""
    return _theme(published(period), theme)


def _theme(convention: Convention | None, slug: str) -> ThemeFound | None:
    if convention is None:
        return None
    wanted = db.select(Theme).where(Theme.convention_id == convention.id, Theme.slug == slug)
    found = db.session.scalars(wanted.options(selectinload(Theme.commitments))).one_or_none()
    return ThemeFound(found, convention) if found is not None else None


def themes(convention: Convention) -> list[tuple[Theme, int | None, int]]:
    """Its themes, each with how many envies (None: fewer than five) and findings: three statements."""
    wanted = db.select(Theme).where(Theme.convention_id == convention.id).order_by(Theme.position)
    known = list(db.session.scalars(wanted))
    envies = dict(_rows(_envies(Commitment.theme_id).where(Commitment.convention_id == convention.id)))
    told = db.select(Finding.theme_id, db.func.count()).where(Finding.convention_id == convention.id)
    findings = dict(_rows(told.group_by(Finding.theme_id)))
    return [(one, _shown(envies.get(one.id, 0)), findings.get(one.id, 0)) for one in known]


def _rows(asked: Any) -> list[tuple[Any, int]]:
    return [(key, count) for key, count in db.session.execute(asked)]


def _shown(count: int) -> int | None:
    return count if count == 0 or results.is_shown(count) else None


def _envies(key: Any) -> Any:
    """How many envies serve the commitments, each once, by this key."""
    counted = db.select(key, db.func.count(db.distinct(Proposal.id))).select_from(Proposal)
    linked = counted.join(proposal_commitment, proposal_commitment.c.proposal_id == Proposal.id)
    of_them = linked.join(Commitment, Commitment.id == proposal_commitment.c.commitment_id)
    return of_them.where(Proposal.counting(), Proposal.moderation.not_in(NOT_COUNTED)).group_by(key)


def needs(found: ThemeFound) -> Needs:
    """How many envies this theme has in each district, no small group told: two statements."""
    ids = found.ids
    counts = dict(_rows(_envies(Proposal.district_id).where(Commitment.id.in_(ids))))
    total = sum(counts.values())
    if not results.is_shown(total):
        return Needs(_shown(total), {}, 0)
    nowhere = counts.pop(None, 0)
    told, others = _merged(counts, nowhere)
    names = dict(_rows(db.select(District.id, District.name).where(District.id.in_(told))))
    return Needs(total, {str(names[one]): count for one, count in told.items()}, others)


def _merged(counts: dict[Any, int], nowhere: int) -> tuple[dict[Any, int], int]:
    """The districts large enough, and all the others together, those of no district among them."""
    told, others = results.grouped(counts)
    others += nowhere
    while 0 < others < results.SMALLEST and told:
        others += told.popitem()[1]
    return told, others


def actions(found: ThemeFound) -> tuple[int, dict[str, int]]:
    """How many published actions this theme has, and in each district that they name: two statements."""
    carried = db.select(action_commitment.c.action_id).where(action_commitment.c.commitment_id.in_(found.ids))
    mine = Action.is_published, Action.id.in_(carried)
    total = db.session.scalar(db.select(db.func.count()).select_from(Action).where(*mine)) or 0
    by = db.select(District.name, db.func.count()).join(
        action_district, action_district.c.district_id == District.id
    )
    of_them = by.join(Action, Action.id == action_district.c.action_id).where(*mine)
    return total, dict(_rows(of_them.group_by(District.name).order_by(District.name)))


def offer() -> list[DistrictOffer]:
    """The places of each district that are open to people: two statements."""
    open_ones = Structure.is_active
    spans = db.select(Structure.district_id, db.func.sum(OpeningHours.closes - OpeningHours.opens))
    of_them = spans.join(OpeningHours, OpeningHours.structure_id == Structure.id).where(open_ones)
    minutes = dict(_rows(of_them.group_by(Structure.district_id)))
    columns = (
        *(District.id, District.name, db.func.count()),
        *(db.func.min(Structure.age_from), db.func.max(Structure.age_to)),
    )
    counted = db.select(*columns).join(Structure, Structure.district_id == District.id).where(open_ones)
    rows = db.session.execute(counted.group_by(District.id, District.name).order_by(District.name))
    return [
        DistrictOffer(name, places, first, last, minutes.get(number, 0) / 60)
        for number, name, places, first, last in rows
    ]


def consultations(convention: Convention) -> list[tuple[Consultation, int]]:
    """Those of its years whose results are published, with how many people answered, five at least."""
    told = Consultation.state == ConsultationState.TOLD
    of_its_years = Consultation.opens_on.between(convention.starts_on, convention.last_day)
    rows = db.session.scalars(db.select(Consultation).where(told, of_its_years).order_by(Consultation.id))
    counted = ((one, int((one.results or {}).get("counted") or 0)) for one in rows)
    return [(one, people) for one, people in counted if results.is_shown(people)]


def figures(convention: Convention, after: int | None = None) -> Page[DiagnosisFigure]:
    """Its figures, a page of them, in the order in which they came: one statement."""
    wanted = db.select(DiagnosisFigure).where(DiagnosisFigure.convention_id == convention.id)
    if after is not None:
        wanted = wanted.where(DiagnosisFigure.id > after)
    return page_of(list(db.session.scalars(wanted.order_by(DiagnosisFigure.id).limit(PAGE + 1))), PAGE)


def figure_of(period: str, number: int) -> DiagnosisFigure | None:
    """A figure of the diagnosis of this convention."""
    of_it = db.select(DiagnosisFigure).join(Convention, Convention.id == DiagnosisFigure.convention_id)
    wanted = of_it.where(Convention.period == period, DiagnosisFigure.id == number)
    return db.session.execute(wanted).scalar_one_or_none()


def findings(found: ThemeFound) -> list[Finding]:
    """The findings about a theme with their supports: two statements."""
    whole = db.select(Finding).where(Finding.theme_id == found.theme.id).order_by(Finding.id)
    return list(db.session.scalars(whole.options(joinedload(Finding.district), _supports())))


def _supports() -> Any:
    loaded = (joinedload(getattr(FindingSupport, name)) for name in ("proposal", "action", "figure"))
    return selectinload(Finding.supports).options(*loaded)


def finding(number: int) -> Finding | None:
    """One finding with all that its form shows, as it is now."""
    wanted = db.select(Finding).where(Finding.id == number).execution_options(populate_existing=True)
    loaded = joinedload(Finding.theme), joinedload(Finding.convention), joinedload(Finding.district)
    return db.session.scalars(wanted.options(*loaded, _supports())).unique().one_or_none()


def known_supports(convention: int, envies: set[int], actions: set[int], figures: set[int]) -> dict[str, Any]:
    """Of these numbers, those that a finding may name: public envies and actions, its own figures."""
    public = db.select(Proposal.id).where(
        Proposal.id.in_(envies), Proposal.moderation == Moderation.PUBLISHED
    )
    told = db.select(Action.number, Action.id).where(Action.number.in_(actions), Action.is_published)
    own = DiagnosisFigure.id.in_(figures), DiagnosisFigure.convention_id == convention
    return {
        "envies": {number: number for number in db.session.scalars(public)},
        "actions": dict(_rows(told)),
        "figures": {
            number: number for number in db.session.scalars(db.select(DiagnosisFigure.id).where(*own))
        },
    }
