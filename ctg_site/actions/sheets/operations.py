"""Brings a spreadsheet of actions in: all of it, or nothing and the list of what is to correct."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ctg_site.actions.editing import operations, queries
from ctg_site.db import db, now, operation
from ctg_site.domain import intake
from ctg_site.domain.evaluation import EXPLAINED, ActionNews
from ctg_site.domain.sheets import SheetProblem
from ctg_site.effects.sheets import reading
from ctg_site.effects.sheets.reading import SheetLine, problem
from ctg_site.models.actions import Action, ProgressUpdate, Scheme
from ctg_site.models.convention import PathwayStep
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.services import clock, conventions, thread
from ctg_site.words.collecting import period

from . import period_queries
from .columns import ACTIONS, INDICATORS, MEASURES, SHEETS

NOT_SET = {"number", "lead", "is_published", "period"}
CHILDREN = ("partners", "fundings", "milestones")


def bring_in(content: bytes | None, by: User) -> int:
    """Make or change every action of a file; how many. SheetError as below."""
    return import_actions(reading.read(content, SHEETS), by)


def import_actions(lines: dict[str, list[SheetLine]], by: User) -> int:
    """Make or change every action of the file; how many. SheetError with every problem changes nothing.

    An action is known by its number, an indicator by its name. Lines of progress are added, never removed.
    All is checked before anything is locked.
    """
    _checked(lines)
    return _import(lines, by)


def _checked(lines: dict[str, list[SheetLine]]) -> "_Known":
    known = _Known(lines)
    reading.refuse(one for sheet in lines.values() for line in sheet for one in known.problems(line))
    return known


@operation
def _import(lines: dict[str, list[SheetLine]], by: User) -> int:
    """As many statements for a hundred actions as for one: nobody else writes meanwhile."""
    known = _checked(lines)
    actions, linked = _actions(lines[""], known), _linked([*lines[""], *lines["indicators"]], known)
    linked["also"] = actions | _others(lines["indicators"], actions)
    before = {number: _snapshot(action) for number, action in actions.items()}
    of_action = _by_action(lines)
    news: list[thread.News] = []
    with db.session.no_autoflush:
        for line in lines[""]:
            number = line.values["number"]
            _fill(actions[number], line, of_action[number], known, linked)
            news += _tell(actions[number], of_action[number]["updates"], by)
    db.session.flush()
    for number, action in actions.items():
        if before[number] != (after := _snapshot(action)):
            news += operations.changed(action, by, "import", before[number], after)
    thread.tell(news, by)
    return len(lines[""])


class _Known:
    """What the file may name: things of the site, and its own actions and indicators."""

    def __init__(self, lines: dict[str, list[SheetLine]]) -> None:
        self.periods = period_queries.periods(lines[""])
        self.lists: dict[str, dict[str, int]] = {
            "commitments": self.periods.commitments,
            "steps": _ids(PathwayStep.key, conventions.is_step_known()),
            "districts": _ids(District.slug),
            "schemes": _ids(Scheme.name) | _ids(Scheme.slug),
            "proposals": _published(lines[""]),
        }
        self.single = {"lead": _ids(Structure.slug), "owner": _ids(User.email)}
        self.numbers = [line.values["number"] for line in lines[""]]
        self.actions = _existing(lines["indicators"]) | {str(number) for number in self.numbers}
        self.indicators = {(one.values["number"], one.values["name"]) for one in lines["indicators"]}
        self.seen: set[Any] = set()

    def found(self, line: SheetLine, name: str, word: str) -> int | None:
        """The row of the site that a word of a list names."""
        said = self.periods.code(line, word) if name == "commitments" else word
        return self.lists[name].get(said)

    def numbers_of(self, line: SheetLine, name: str) -> list[int]:
        there = (self.found(line, name, word) for word in line.values.get(name, ()))
        return [number for number in there if number is not None]

    def problems(self, line: SheetLine) -> Iterable[SheetProblem]:
        """Everything in a line that names what does not exist, or says twice what is said once."""
        values = line.values
        if not self.periods.current:
            yield problem(line, "number", "Aucune convention n’est chargée\u00a0: chargez-la d’abord.")
        elif wrong := self.periods.wrong(line):
            yield problem(line, "period", wrong)
            return
        for name in self.lists:
            if missing := [one for one in values.get(name, []) if self.found(line, name, one) is None]:
                yield problem(line, name, f"Inconnu sur le site\u00a0: {', '.join(missing)}.")
        for name, known in self.single.items():
            if values.get(name) and values[name] not in known:
                yield problem(line, name, f"Inconnu sur le site\u00a0: {values[name]}.")
        if line.sheet.rows and values["number"] not in self.numbers:
            yield problem(line, "number", "Cette action n’est pas dans la feuille «\u00a0Actions\u00a0».")
        yield from self._twice(line)
        yield from self._incoherent(line)

    def _twice(self, line: SheetLine) -> Iterable[SheetProblem]:
        values = line.values
        keys = {
            ACTIONS.title: ("number",),
            INDICATORS.title: ("number", "name"),
            MEASURES.title: ("number", "indicator", "year", "part"),
        }.get(line.sheet.title)
        if keys:
            key = (line.sheet.title, *(values[name] for name in keys))
            if key in self.seen:
                yield problem(line, keys[-1], "C’est déjà dit sur une ligne plus haut.")
            self.seen.add(key)

    def _incoherent(self, line: SheetLine) -> Iterable[SheetProblem]:
        values = line.values
        if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
            yield problem(line, "ends_on", "La fin est avant le début.")
        if values.get("state") in EXPLAINED and not values.get("state_reason"):
            yield problem(line, "state_reason", "Dites pourquoi elle est reportée ou abandonnée.")
        own = str(values["number"])
        if unknown := [one for one in values.get("also", ()) if one not in self.actions - {own}]:
            yield problem(
                line, "also", f"Ce ne sont pas d’autres actions du site\u00a0: {', '.join(unknown)}."
            )
        if "indicator" in values and (values["number"], values["indicator"]) not in self.indicators:
            yield problem(
                line, "indicator", "Cet indicateur n’est pas dans la feuille «\u00a0Indicateurs\u00a0»."
            )
        if "on" in values and values["on"] is None:
            yield problem(line, "on", "Dites quel jour.")


def _ids(key: Any, *conditions: Any) -> dict[str, int]:
    rows = db.session.execute(db.select(key, key.class_.id).where(*conditions))
    return {str(word): id for word, id in rows}


def _published(lines: list[SheetLine]) -> dict[str, int]:
    asked = _numbers(one for line in lines for one in line.values["proposals"])
    return {str(number): number for number in queries.published_among(asked)}


def _existing(lines: list[SheetLine]) -> set[str]:
    """The numbers of actions that these indicators serve too, among those of the site."""
    named = {one for line in lines for one in line.values["also"]}
    found = db.select(Action.number).where(Action.number.in_(_numbers(named)))
    return {str(number) for number in db.session.scalars(found)}


def _numbers(words: Iterable[str]) -> list[int]:
    return [int(one) for one in words if one.isascii() and one.isdecimal() and len(one) < 9]


def _actions(lines: list[SheetLine], known: "_Known") -> dict[int, Action]:
    """The actions of these numbers, begun if need be in the convention that their row says."""
    titles = {line.values["number"]: line.values["title"] for line in lines}
    found = {one.number: one for one in queries.actions(titles)}
    of = {line.values["number"]: known.periods.ids[known.periods.of(line)] for line in lines}
    begun = [
        Action(number=number, title=title, convention_id=of[number], changed_on=clock.today())
        for number, title in titles.items()
        if number not in found
    ]
    if begun:
        db.session.add_all(begun)
        db.session.flush()
        found |= {one.number: one for one in queries.actions([one.number for one in begun])}
    return {number: found[number] for number in titles}


def _others(lines: list[SheetLine], own: Iterable[int]) -> dict[int, Action]:
    """The actions beside those of the file that its indicators serve too, by number."""
    numbers = set(_numbers(one for line in lines for one in line.values["also"])) - set(own)
    found = db.session.scalars(db.select(Action).where(Action.number.in_(numbers))) if numbers else ()
    return {one.number: one for one in found}


def _linked(lines: list[SheetLine], known: "_Known") -> dict[str, dict[int, Any]]:
    """What the actions and the indicators of the file are linked to, by its kind and its identifier."""
    wanted = {name: {one for line in lines for one in known.numbers_of(line, name)} for name in known.lists}
    return {name: operations.linked(name, ids) for name, ids in wanted.items()}


def _by_action(lines: dict[str, list[SheetLine]]) -> dict[int, dict[str, list[SheetLine]]]:
    """The lines of each sheet, by the action they speak of."""
    found: dict[int, dict[str, list[SheetLine]]] = defaultdict(lambda: defaultdict(list))
    for name, sheet in lines.items():
        for line in sheet:
            found[line.values["number"]][name].append(line)
    return found


def _snapshot(action: Action) -> dict[str, Any]:
    names = [column.name for column in ACTIONS.columns if column.name not in {"number", "lead", "period"}]
    measures = [
        [indicator.name, period(one.year, one.part), one.target, one.value, one.comment]
        for indicator in action.indicators
        for one in indicator.measures
    ]
    plain = {name: operations.plain(action, name) for name in [*names, "lead_id", *CHILDREN, "indicators"]}
    served = [
        [one.name, sorted(other.number for other in one.also), sorted(map(action.code_of, one.commitments))]
        for one in action.indicators
    ]
    return plain | {"measures": measures, "served": served}


def _fill(
    action: Action,
    line: SheetLine,
    lines: dict[str, list[SheetLine]],
    known: "_Known",
    linked: dict[str, dict[int, Any]],
) -> None:
    values = line.values
    for name, value in values.items():
        if name in known.lists:
            there = [linked[name].get(number) for number in known.numbers_of(line, name)]
            setattr(action, name, [one for one in there if one is not None])
        elif name not in NOT_SET:
            operations.put(action, name, value)
    action.lead_id = known.single["lead"].get(values["lead"])
    action.is_published = values["is_published"]
    for name in CHILDREN:
        operations.put(action, name, [_line(one) for one in lines[name]])
    _fill_indicators(action, lines, known, linked)


def _line(line: SheetLine) -> dict[str, Any]:
    return {name: value for name, value in line.values.items() if name != "number"}


def _fill_indicators(
    action: Action,
    lines: dict[str, list[SheetLine]],
    known: "_Known",
    linked: dict[str, dict[int, Any]],
) -> None:
    kept = {intake.read(one.name): one for one in action.indicators}
    found = []
    for line in lines["indicators"]:
        indicator = kept.get(line.values["name"]) or Indicator(measures=[])
        before = indicator.beside
        for name, value in _line(line).items():
            if name not in {"owner", "also", "commitments"}:
                setattr(indicator, name, value)
        indicator.owner_id = known.single["owner"].get(line.values["owner"])
        indicator.also = [linked["also"][number] for number in _numbers(line.values["also"])]
        served = (linked["commitments"].get(one) for one in known.numbers_of(line, "commitments"))
        indicator.commitments = [one for one in served if one is not None]
        of_indicator = [one for one in lines["measures"] if one.values["indicator"] == indicator.name]
        _fill_measures(indicator, of_indicator)
        if indicator.version and indicator.beside != before:
            operations.moved(indicator)
        found.append(indicator)
    operations.set_indicators(action, found)


def _fill_measures(indicator: Indicator, lines: list[SheetLine]) -> None:
    kept = {(one.year, one.part): one for one in indicator.measures}
    found = []
    for line in lines:
        year, part = line.values["year"], line.values["part"]
        measure = kept.get((year, part)) or Measure(year=year, part=part)
        for name in ("target", "value", "comment"):
            setattr(measure, name, line.values[name])
        found.append(measure)
    indicator.measures = found


def _tell(action: Action, lines: list[SheetLine], by: User) -> list[thread.News]:
    """The lines of progress that are not there yet; what is then to be told of them."""
    told = {(one.on, intake.read(one.public_text)) for one in action.updates}
    values = [line.values for line in lines]
    fresh = [one for one in values if (one["on"], one["public_text"]) not in told]
    for one in fresh:
        shown = {"published_at": now(), "published_by_id": by.id} if one["is_told"] else {}
        said = {name: one[name] for name in ("on", "public_text", "internal_note")}
        db.session.add(ProgressUpdate(action_id=action.id, author_id=by.id, **said, **shown))
    return [thread.News(action, ActionNews.PROGRESS)] if any(one["is_told"] for one in fresh) else []
