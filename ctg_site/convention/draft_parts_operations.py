"""Writes: a theme or a commitment comes into the draft, or leaves it with what is said of its end."""

from ctg_site.db import db, operation
from ctg_site.domain.conventions import ConventionEvent, theme_code, theme_slug
from ctg_site.domain.renewal import Continuity
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.people import User
from ctg_site.models.renewal import ContinuityLine
from ctg_site.renewal.queries import name_of

from . import drafting_queries as queries
from . import lasting_operations as lasting
from .drafting_operations import CommitmentWords, drafted, without_act


class PartUsed(Exception):
    """Something hangs on a drafted theme or commitment: an opinion, a comment, an action."""


class WhyMissing(Exception):
    """A part of the convention of today ends with it, and nothing says why."""


@operation
def add_theme(convention: Convention, name: str, summary: str, first: CommitmentWords, by: User) -> Theme:
    """Add a theme after the others, with its first commitment; it takes a code that no convention has."""
    drafted(convention.id, by)
    without_act(convention)
    place = queries.next_place(Theme.position, Theme.convention_id == convention.id)
    made = Theme(
        convention_id=convention.id,
        position=place,
        code=theme_code(name, queries.known_codes()),
        slug=theme_slug(name, queries.known_slugs(convention)),
        name=name,
        summary=summary,
        official_heading="",
    )
    db.session.add(made)
    db.session.flush()
    _add(made, first)
    convention.note_down(ConventionEvent.REWRITTEN, by, f"+ {made.code}")
    return made


@operation
def add_commitment(theme: Theme, words: CommitmentWords, by: User) -> Commitment:
    """Add a commitment at the end of a theme of the draft, under the next number of the theme."""
    convention = drafted(theme.convention_id, by)
    without_act(convention)
    made = _add(theme, words)
    convention.note_down(ConventionEvent.REWRITTEN, by, f"+ {made.number}")
    return made


def _add(theme: Theme, words: CommitmentWords) -> Commitment:
    number = queries.next_number(theme)
    made = Commitment(
        convention_id=theme.convention_id,
        theme_id=theme.id,
        position=queries.next_place(Commitment.position, Commitment.theme_id == theme.id),
        number=number,
        key=number.lower(),
        plain_title=words.title,
        plain_text=words.text,
        official_text="",
    )
    db.session.add(made)
    return made


@operation
def drop(part: Theme | Commitment, why: str, by: User) -> None:
    """Take a commitment, or a theme with all of its own, out of the draft.

    The continuity table says of what went on in it that it is dropped, and why. WhyMissing or PartUsed.
    """
    convention = drafted(part.convention_id, by)
    without_act(convention)
    found = queries.drafted_part(queries.kind_of(part), part.id)
    if found is None:
        raise PartUsed
    if found.ends and not why:
        raise WhyMissing
    _say_dropped(found, why)
    db.session.flush()
    if lasting.hangs_on(found.rows()):
        raise PartUsed
    convention.note_down(ConventionEvent.REWRITTEN, by, f"− {name_of(part)}")
    for row in reversed(found.parts):
        db.session.delete(row)
        db.session.flush()


def _say_dropped(found: queries.DraftedPart, why: str) -> None:
    both = found.comparison
    if both is None:
        return
    for old in found.ends:
        line = both.line_of(old)
        if line is None:
            line = ContinuityLine(next_id=both.new.id)
            setattr(line, "old_theme_id" if isinstance(old, Theme) else "old_commitment_id", old.id)
            db.session.add(line)
        line.fate, line.why = Continuity.DROPPED, why
        line.new_theme_id = line.new_commitment_id = None
    for part in found.parts:
        if (said_new := both.news_of(part)) is not None:
            db.session.delete(said_new)
