"""Reads: what becomes of the commitments of a convention in the next one, and what people say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.participation import OpinionCounts, RemarkState
from ctg_site.domain.renewal import Continuity
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.opinions import OpinionAnswer, OpinionTally
from ctg_site.models.remarks import Remark
from ctg_site.models.renewal import ContinuityLine, RenewalStep

from . import public_queries

#: What an address calls what a line is about, and the attribute of the line.
KINDS = {"theme": Theme, "engagement": Commitment}
Part = Theme | Commitment


@dataclass(frozen=True, slots=True)
class Comparison:
    """A convention beside the one that follows it: a line for each part that was decided upon.

    By the number of their row: the lines of the old parts, and those of the parts that are new.
    """

    old: Convention
    new: Convention
    old_themes: list[Theme]
    new_themes: list[Theme]
    lines: list[ContinuityLine]

    def line_of(self, part: Part) -> ContinuityLine | None:
        """What was decided about a part of the old convention."""
        return next((line for line in self.lines if old_of(line) is part), None)

    def news_of(self, part: Part) -> ContinuityLine | None:
        """The line that says why a part of the next convention is new."""
        new = (line for line in self.lines if line.fate is Continuity.NEW)
        return next((line for line in new if new_of(line) is part), None)

    def comes_from(self, part: Part) -> list[Part]:
        """The old parts that go on in a part of the next convention."""
        return [old for line in self.lines if new_of(line) is part and (old := old_of(line)) is not None]

    @property
    def old_commitments(self) -> list[Commitment]:
        return [one for theme in self.old_themes for one in theme.commitments]

    @property
    def new_commitments(self) -> list[Commitment]:
        return [one for theme in self.new_themes for one in theme.commitments]

    @property
    def undecided(self) -> list[Part]:
        """What is still to be decided of the old convention, its themes first."""
        parts: list[Part] = [*self.old_themes, *self.old_commitments]
        return [one for one in parts if self.line_of(one) is None]

    @property
    def unexplained(self) -> list[Part]:
        """What stands in the next convention, comes from nothing, and is not said to be new.

        One that bears the name of what is still to be decided waits for it.
        """
        parts: list[Part] = [*self.new_themes, *self.new_commitments]
        waits = {name_of(one) for one in self.undecided}
        told = (one for one in parts if not self.comes_from(one) and self.news_of(one) is None)
        return [one for one in told if name_of(one) not in waits]

    def tally(self) -> list[tuple[Continuity, int]]:
        """How many commitments have each fate, in the order in which they are read."""
        fates = [line.fate for line in self.lines if line.old_commitment or line.new_commitment]
        return [(fate, fates.count(fate)) for fate in Continuity if fate in fates]


def old_of(line: ContinuityLine) -> Part | None:
    return line.old_commitment or line.old_theme


def new_of(line: ContinuityLine) -> Part | None:
    return line.new_commitment or line.new_theme


def name_of(part: Part) -> str:
    """How the act names it: PE, PE1…"""
    return part.code if isinstance(part, Theme) else part.number


def called(part: Part) -> str:
    """How a list names it."""
    return part.name if isinstance(part, Theme) else f"{part.number}\u00a0: {part.plain_title}"


def convention(period: str) -> Convention | None:
    """A convention by its period, whatever its state."""
    return db.session.execute(db.select(Convention).where(Convention.period == period)).scalar_one_or_none()


def begun(period: str) -> Convention | None:
    """A convention that everybody reads, and that another one may follow."""
    found = convention(period)
    return found if found is not None and found.is_public else None


def following(old: Convention) -> Convention | None:
    """The convention that follows this one, whatever its state."""
    later = db.select(Convention).where(Convention.starts_on > old.starts_on)
    return db.session.scalars(later.order_by(Convention.starts_on).limit(1)).one_or_none()


def preceding(new: Convention) -> Convention | None:
    """The convention that this one follows, whatever its state."""
    earlier = db.select(Convention).where(Convention.starts_on < new.starts_on)
    return db.session.scalars(earlier.order_by(Convention.starts_on.desc()).limit(1)).one_or_none()


def comparison(old: Convention) -> Comparison | None:
    """A convention beside the one that follows it, if there is one: six statements."""
    new = following(old)
    if new is None:
        return None
    before, after = (_themes(one) for one in (old, new))
    lines = list(db.session.scalars(_lines(new).order_by(ContinuityLine.id)))
    return Comparison(old, new, before, after, lines)


def _lines(new: Convention) -> Any:
    parts = ("old_theme", "old_commitment", "new_theme", "new_commitment")
    loaded = [joinedload(getattr(ContinuityLine, name)) for name in parts]
    return db.select(ContinuityLine).where(ContinuityLine.next_id == new.id).options(*loaded)


def _themes(of: Convention) -> list[Theme]:
    wanted = db.select(Theme).where(Theme.convention_id == of.id).order_by(Theme.position)
    return list(db.session.scalars(wanted.options(selectinload(Theme.commitments))))


def compared(period: str) -> Comparison | None:
    """The same by the period of the old one."""
    old = convention(period)
    return comparison(old) if old is not None else None


@dataclass(frozen=True, slots=True)
class DecidedPart:
    """A part of either convention, and what is decided of it; `is_new`: it is one of the next."""

    part: Part
    comparison: Comparison
    kind: str
    is_new: bool

    @property
    def line(self) -> ContinuityLine | None:
        both = self.comparison
        return both.news_of(self.part) if self.is_new else both.line_of(self.part)

    @property
    def offered(self) -> list[Any]:
        """The parts of the next convention in which an old one may go on."""
        both = self.comparison
        return [*(both.new_themes if self.kind == "theme" else both.new_commitments)]

    @property
    def suggested(self) -> int | None:
        """The part of the next convention that bears the same name in the act."""
        same = [one.id for one in self.offered if name_of(one) == name_of(self.part)]
        return same[0] if same else None


def decided(period: str, kind: str, number: int) -> DecidedPart | None:
    """A theme or a commitment of a convention, or of the one that follows it."""
    both = compared(period) if kind in KINDS else None
    if both is None:
        return None
    old, new = (
        (both.old_themes, both.new_themes)
        if kind == "theme"
        else (both.old_commitments, both.new_commitments)
    )
    for parts, is_new in ((old, False), (new, True)):
        for part in parts:
            if part.id == number:
                return DecidedPart(part, both, kind, is_new)
    return None


@dataclass(frozen=True, slots=True)
class Reactions:
    """What people say of a commitment: how many of each opinion, the answer, the words published."""

    counts: OpinionCounts
    answer: OpinionAnswer | None
    remarks: int
    answered: int


def reactions(commitments: Iterable[Commitment]) -> dict[int, Reactions]:
    """What people say of each of these, by its row: three statements, however many."""
    ids = [one.id for one in commitments]
    tallies = db.select(OpinionTally).where(OpinionTally.commitment_id.in_(ids))
    counts = {one.commitment_id: one.counts for one in db.session.scalars(tallies)}
    standing = db.select(OpinionAnswer).where(
        OpinionAnswer.commitment_id.in_(ids), OpinionAnswer.ended_at.is_(None)
    )
    answers = {one.commitment_id: one for one in db.session.scalars(standing.order_by(OpinionAnswer.id))}
    said = db.select(Remark.commitment_id, db.func.count(), db.func.count(Remark.answered_at)).where(
        Remark.commitment_id.in_(ids), Remark.state == RemarkState.PUBLISHED
    )
    words = {row[0]: row for row in db.session.execute(said.group_by(Remark.commitment_id))}
    return {
        one: Reactions(
            counts.get(one, OpinionCounts()), answers.get(one), *(words[one][1:] if one in words else (0, 0))
        )
        for one in ids
    }


def steps(of: Convention) -> list[RenewalStep]:
    """What leads to the convention that follows this one, in the order of the days: one statement."""
    wanted = db.select(RenewalStep).where(RenewalStep.convention_id == of.id)
    return list(db.session.scalars(wanted.order_by(RenewalStep.due_on, RenewalStep.id)))


def has_page(number: int) -> bool:
    """Whether everybody reads something of what follows this convention: one statement."""
    return db.session.scalar(public_queries.listed(Convention.id == number).limit(1)) is not None
