"""Writes on actions: create, fill a section, publish, tell the progress, note a measure."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now, operation
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.evaluation import ActionNews, ActionNext, ActionState, ResidentsPlace
from ctg_site.domain.measuring import OverYear
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.actions import (
    Action,
    ActionAudience,
    ActionDraft,
    Funding,
    Milestone,
    Partner,
    ProgressUpdate,
    Scheme,
)
from ctg_site.models.convention import Commitment, PathwayStep, Theme
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.people import User
from ctg_site.models.places import District
from ctg_site.models.proposals import Proposal
from ctg_site.services import audit, clock, thread
from ctg_site.services.action_history import note, touch
from ctg_site.words.collecting import period

from . import queries

LINKS: dict[str, Any] = {
    "commitments": Commitment,
    "districts": District,
    "steps": PathwayStep,
    "schemes": Scheme,
    "proposals": Proposal,
}
ROWS: dict[str, Any] = {
    "partners": Partner,
    "fundings": Funding,
    "milestones": Milestone,
    "indicators": Indicator,
}
#: Choices that may stay open: an empty one is None.
CHOICES: dict[str, Any] = {
    "lead_id": int,
    "owner_id": int,
    "residents_place": ResidentsPlace,
    "what_next": ActionNext,
    "state": ActionState,
    "over_year": OverYear,
}


#: Columns of a line that its history does not tell.
NOT_TOLD = {"id", "created_at", "action_id", "version"}


@operation
def create(title: str, by: User) -> int:
    """Begin an action, unpublished, in the current convention; its number."""
    return thread.begin(title, by).number


@operation
def save_section(action: Action, section: str, values: dict[str, Any], by: User, version: int) -> None:
    """Give these attributes their values; who changed what is kept, the draft of the section is forgotten.

    `values` are those of a section's form: texts, identifiers of linked rows, lines as dictionaries.
    """
    whole = _current(action, version)
    before = {name: plain(whole, name) for name in values}
    for name, value in values.items():
        put(whole, name, value)
    db.session.flush()
    after = {name: plain(whole, name) for name in values}
    forget_draft(action.id, section, by)
    if before != after:
        thread.tell(changed(whole, by, section, before, after), by)


@operation
def publish(action: Action, by: User, version: int) -> None:
    _publish(action, True, by, version)


@operation
def unpublish(action: Action, by: User, version: int) -> None:
    _publish(action, False, by, version)


def _publish(action: Action, shown: bool, by: User, version: int) -> None:
    whole = _current(action, version)
    if whole.is_published != shown:
        whole.is_published = shown
        touch(whole)
        note(whole, by, "publication", {"is_published": not shown}, {"is_published": shown})
        thread.tell([thread.News(whole, ActionNews.PUBLISHED)], by)


@operation
def tell_progress(action: Action, on: date, text: str, note: str, by: User) -> None:
    """A line of the story. The coordination's is public at once; an agent's waits for the coordination."""
    add_progress(action, on, text, note, by)


def add_progress(action: Action, on: date, text: str, note: str, by: User) -> None:
    """Inside an operation: the same."""
    line = ProgressUpdate(action_id=action.id, on=on, public_text=text, internal_note=note, author_id=by.id)
    db.session.add(line)
    if allowed(by, Permission.ACTION_EDIT, action):
        _show(line, action, by)


@operation
def publish_progress(line: ProgressUpdate, by: User) -> None:
    """The public reads from now on what an agent wrote."""
    if line.published_at is None:
        _show(line, db.session.get_one(Action, line.action_id), by)


def _show(line: ProgressUpdate, action: Action, by: User) -> None:
    line.published_at, line.published_by_id = now(), by.id
    touch(action)
    thread.tell([thread.News(action, ActionNews.PROGRESS)], by)


@operation
def save_measures(
    indicator: Indicator, rows: Iterable[dict[str, Any]], by: User, version: int | None
) -> None:
    """The years of an indicator: rows of year, part of it, target, value (None: not recorded), comment."""
    if indicator.version != version:
        raise OutOfDate
    kept = {(one.year, one.part): one for one in queries.measures(indicator.id)}
    before = {period(*key): [one.target, one.value, one.comment] for key, one in sorted(kept.items())}
    given = {(row["year"], CollectedPart(row.get("part") or CollectedPart.YEAR)): row for row in rows}
    for key in set(kept) - set(given):
        db.session.delete(kept[key])
    for (year, part), row in given.items():
        measure = kept.get((year, part)) or Measure(indicator_id=indicator.id, year=year, part=part)
        measure.target, measure.value, measure.comment = row["target"], row["value"], row["comment"] or ""
        db.session.add(measure)
    after = {
        period(*key): [row["target"], row["value"], row["comment"] or ""]
        for key, row in sorted(given.items())
    }
    if before != after:
        note_measured(indicator, before, after, by)


def note_measured(indicator: Indicator, before: dict[str, Any], after: dict[str, Any], by: User) -> None:
    """Who changed which value: in the history of its action, or in the trail when it is of none.

    Its version moves with its values, so that two people never write over each other.
    """
    moved(indicator)
    if indicator.action_id is None:
        indicator.changed_on = clock.today()
        audit.record(
            AuditEvent.SETTING_CHANGED, by, f"indicateur «\u00a0{indicator.name}\u00a0»", "ses valeurs"
        )
        return
    action = db.session.get_one(Action, indicator.action_id)
    touch(action)
    note(action, by, "mesures", before, after)


def moved(indicator: Indicator) -> None:
    """What is said of it in other tables changed."""
    indicator.version = indicator.version + 1


@operation
def keep_draft(action: Action, section: str, fields: list[tuple[str, str]], by: User) -> None:
    """Keep what is being typed in a section, by itself, for the same person."""
    row = queries.draft(action.id, by.id, section)
    row = row or ActionDraft(action_id=action.id, user_id=by.id, section=section)
    row.fields, row.saved_at = [list(pair) for pair in fields], now()
    db.session.add(row)


@operation
def drop_draft(action: Action, section: str, by: User) -> None:
    forget_draft(action.id, section, by)


@operation
def note_export(by: User) -> None:
    """The trail says who took all the actions out."""
    audit.record(AuditEvent.EXPORTED, by, "les actions")


def forget_draft(action_id: int, section: str, by: User) -> None:
    of_section = ActionDraft.action_id == action_id, ActionDraft.section == section
    db.session.execute(db.delete(ActionDraft).where(*of_section, ActionDraft.user_id == by.id))


def _current(action: Action, version: int) -> Action:
    """The whole action as it is now, if it still is the one that was read."""
    if action.version != version:
        raise OutOfDate
    whole = queries.any_action(action.number)
    if whole is None:
        raise LookupError(f"action {action.number} is gone")
    return whole


def put(action: Action, name: str, value: Any) -> None:
    """Give an attribute its value: a text, identifiers of what is linked, lines as dictionaries."""
    if name in LINKS:
        setattr(action, name, list(linked(name, [int(one) for one in value]).values()))
    elif name in ROWS:
        _set_rows(action, name, value)
    elif name == "audiences":
        kept = {row.audience: row for row in action.audience_rows}
        action.audience_rows = [kept.get(one) or ActionAudience(audience=one) for one in value]
    else:
        setattr(action, name, _member(name, value))


def linked(name: str, numbers: Collection[int]) -> dict[int, Any]:
    """What an action may be linked to, by identifier."""
    model = LINKS[name]
    wanted = db.select(model).where(model.id.in_(numbers))
    if model is Commitment:
        wanted = wanted.options(joinedload(Commitment.theme).joinedload(Theme.convention))
    found = db.session.scalars(wanted) if numbers else ()
    return {one.id: one for one in found}


def _set_rows(action: Action, name: str, lines: list[dict[str, Any]]) -> None:
    """The lines given stay or are made; the others go. A line of another action is made anew."""
    kept = {str(row.id): row for row in getattr(action, name)}
    rows = []
    for line in lines:
        row = kept.get(str(line.get("id") or "")) or ROWS[name]()
        for key, value in line.items():
            if key != "id":
                setattr(row, key, _member(key, value))
        rows.append(row)
    if name == "indicators":
        set_indicators(action, rows)
    else:
        setattr(action, name, rows)


def set_indicators(action: Action, rows: list[Indicator]) -> None:
    """Those of an action; one taken away stays with what else it serves, else it goes with its values."""
    gone = [one for one in action.indicators if one not in rows]
    action.indicators = rows
    for one in gone:
        if one.also:
            one.action = one.also.pop(0)
        elif not one.commitments:
            db.session.delete(one)


def _member(name: str, value: Any) -> Any:
    if name not in CHOICES:
        return value
    return CHOICES[name](value) if value not in ("", None) else None


def plain(action: Action, name: str) -> Any:
    """An attribute as the history keeps it: names of what is linked, lines as dictionaries, days as text."""
    if name == "commitments":
        return sorted(action.code_of(one) for one in action.commitments)
    if name in LINKS:
        return sorted(str(getattr(one, "number", None) or one.name) for one in getattr(action, name))
    if name in ROWS:
        columns = [c.key for c in ROWS[name].__table__.columns if c.key not in NOT_TOLD]
        return [{key: _text(getattr(row, key)) for key in columns} for row in getattr(action, name)]
    if name == "audiences":
        return sorted(str(one) for one in action.audiences)
    return _text(getattr(action, name))


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, str) else value


def changed(
    action: Action, by: User, section: str, before: dict[str, Any], after: dict[str, Any]
) -> list[thread.News]:
    """Keep what changed; what is then to be told to the people of its envies."""
    touch(action)
    note(action, by, section, before, after)
    return thread.news_of(action, before, after)
