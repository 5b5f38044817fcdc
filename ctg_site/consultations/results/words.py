"""Results in words: what the counts of a consultation say, question by question."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ctg_site.domain.participation import QuestionKind
from ctg_site.domain.results import SMALLEST
from ctg_site.domain.vocabulary import Channel
from ctg_site.words.french import number, plural
from ctg_site.words.labels import label

TOO_FEW = f"Moins de {SMALLEST} personnes ont répondu. Le détail n’est pas montré, pour ne désigner personne."

#: So many answers that nobody chose are still shown each.
FEW = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart and of its table: its words, its figures, how much of the width it fills."""

    label: str
    figures: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class ToldQuestion:
    """A question: what is said of it, then its chart; `heads` are those of the columns of figures."""

    id: int
    number: int
    text: str
    sentences: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    heads: tuple[str, ...] = ("Personnes",)
    caption: str = "Réponses"

    @property
    def told_bars(self) -> tuple[Bar, ...]:
        """Those that hold something; all of them when none does, or when the others are one or two."""
        held = tuple(bar for bar in self.bars if any(bar.figures))
        return held if held and len(self.bars) - len(held) > FEW else self.bars

    @property
    def at_zero(self) -> tuple[str, ...]:
        """The answers that a line says together: nobody chose them."""
        held = self.told_bars
        return tuple(bar.label for bar in self.bars if bar not in held)


@dataclass(frozen=True, slots=True)
class ToldSection:
    title: str
    questions: tuple[ToldQuestion, ...]


@dataclass(frozen=True, slots=True)
class ToldResults:
    """The results of a consultation as a page shows them; no `people`: too few to tell anything."""

    people: int | None
    ways: tuple[Bar, ...]
    sections: tuple[ToldSection, ...]
    opens_on: date
    closes_on: date


def told(counted: dict[str, Any]) -> ToldResults:
    people = counted["people"]
    return ToldResults(
        people=people,
        ways=_ways(counted),
        opens_on=date.fromisoformat(counted["opens_on"]),
        closes_on=date.fromisoformat(counted["closes_on"]),
        sections=tuple(
            ToldSection(one["title"], tuple(_question(question, people) for question in one["questions"]))
            for one in counted["sections"]
        ),
    )


def _ways(counted: dict[str, Any]) -> tuple[Bar, ...]:
    """How people answered; alone in its line, « D’autres façons » would say nothing."""
    if not counted["ways"]:
        return ()
    lines = [(label(Channel(one["way"])), one["people"]) for one in counted["ways"]]
    lines += [("D’autres façons", counted["other_ways"])] if counted["other_ways"] else []
    return tuple(Bar(words, (count,), _share(count, counted["people"])) for words, count in lines)


def _share(part: int, whole: int | None) -> float:
    return round(100 * part / whole, 1) if whole else 0


def _question(asked: dict[str, Any], people: int | None) -> ToldQuestion:
    known = {name: asked[name] for name in ("id", "number", "text")}
    if asked["answered"] is None:
        return ToldQuestion(**known, sentences=(TOO_FEW,))
    kind = QuestionKind(asked["kind"])
    sentences = (*SAID[kind](asked), *_silent(people, asked["answered"]))
    return ToldQuestion(**known, sentences=tuple(sentences), **_chart(kind, asked))


def _silent(people: int | None, answered: int) -> tuple[str, ...]:
    """Who did not answer is no opinion, neither for nor against."""
    silent = (people or answered) - answered
    if silent <= 0:
        return ()
    return (f"{plural(silent, 'personne n’a', 'personnes n’ont')} pas répondu à cette question.",)


def _quoted(options: list[dict[str, Any]]) -> str:
    words = [f"«\u00a0{one['label']}\u00a0»" for one in options]
    return ", ".join(words[:-1]) + " et " + words[-1] if len(words) > 1 else words[0]


def _first(asked: dict[str, Any], by: str = "count") -> tuple[list[dict[str, Any]], int]:
    """The choices that come first, and with how much."""
    top = max(one[by] for one in asked["options"])
    return [one for one in asked["options"] if one[by] == top], top


def _of(count: int, asked: dict[str, Any]) -> str:
    return f"{plural(count, 'personne', 'personnes')} sur {number(asked['answered'])}"


def _single(asked: dict[str, Any], verb: str = "choisissent") -> tuple[str, ...]:
    first, top = _first(asked)
    if len(first) > 1:
        return (f"À égalité, {_of(top, asked)} {verb} chacune de ces réponses\u00a0: {_quoted(first)}.",)
    return (f"{_of(top, asked)} {verb} {_quoted(first)}.",)


def _multiple(asked: dict[str, Any]) -> tuple[str, ...]:
    return (*_single(asked), "On pouvait choisir plusieurs réponses.")


def _scale(asked: dict[str, Any]) -> tuple[str, ...]:
    return _single(asked, "répondent")


def _ranking(asked: dict[str, Any]) -> tuple[str, ...]:
    first, top = _first(asked, "points")
    if len(first) > 1:
        return (f"En tête, à égalité avec {plural(top, 'point', 'points')}\u00a0: {_quoted(first)}.",)
    return (
        f"En tête\u00a0: {_quoted(first)}. {_of(first[0]['first'], asked)} le choisissent en premier.",
        f"Un premier choix vaut {plural(asked['most'], 'point', 'points')}, chaque rang suivant un de moins.",
    )


def _free(asked: dict[str, Any]) -> tuple[str, ...]:
    written = f"{plural(asked['answered'], 'personne a', 'personnes ont')} écrit une réponse."
    if not asked["tags"]:
        return (written,)
    rest = ("D’autres sujets viennent moins de 5 fois.",) if asked["other_tags"] else ()
    return (written, "Voici de quoi elles parlent. Une réponse peut parler de plusieurs sujets.", *rest)


SAID: dict[QuestionKind, Any] = {
    QuestionKind.FREE: _free,
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.SCALE: _scale,
    QuestionKind.RANKING: _ranking,
}


def _chart(kind: QuestionKind, asked: dict[str, Any]) -> dict[str, Any]:
    answered = asked["answered"]
    if kind is QuestionKind.FREE:
        bars = tuple(_bar(one, answered) for one in asked["tags"])
        return {"bars": bars, "heads": ("Réponses",), "caption": "Sujets"}
    if kind is QuestionKind.RANKING:
        ranked = sorted(asked["options"], key=lambda one: -one["points"])
        most = max(ranked[0]["points"], 1)
        lines = [
            Bar(one["label"], (one["points"], one["first"], one["count"]), _share(one["points"], most))
            for one in ranked
        ]
        return {
            "bars": tuple(lines),
            "heads": ("Points", "En premier", "Classé par"),
            "caption": "Engagements",
        }
    options = asked["options"]
    if kind is not QuestionKind.SCALE:
        options = sorted(options, key=lambda one: -one["count"])
    return {"bars": tuple(_bar(one, answered) for one in options)}


def _bar(one: dict[str, Any], answered: int) -> Bar:
    return Bar(one["label"], (one["count"],), _share(one["count"], answered))
