"""Plays the actions of the demonstration through the site's operations, each on its days: all invented."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.actions.collection import demonstration as collection
from ctg_site.actions.editing import operations, queries
from ctg_site.actions.indicators import operations as serving
from ctg_site.db import db, now, operation
from ctg_site.domain.evaluation import (
    ActionNext,
    ActionState,
    Audience,
    Frequency,
    IndicatorKind,
    ResidentsPlace,
)
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import OUTCOME, Conclusion
from ctg_site.models.actions import Action, ActionChange, ProgressUpdate, Scheme
from ctg_site.models.convention import Commitment, PathwayStep, Theme
from ctg_site.models.indicators import Indicator
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.services import clock, progress, thread
from ctg_site.services.dating import Dated, date_back
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")
#: Said of each need, and of each figure: nobody takes them for facts.
INVENTED, FIGURES = "exemple inventé pour la démonstration", "chiffres inventés"
AT_WORK = time(10, 20)

#: What a moment of the past is given to, by table.
DATED: Dated = {
    Action: ("created_at",),
    ActionChange: ("created_at",),
    ProgressUpdate: ("created_at", "published_at"),
}


#: The same, of the envies that an action is linked to.
OF_ENVIE: Dated = {
    Proposal: ("moved_at", "contacted_at"),
    JournalEntry: ("created_at",),
    Notice: ("created_at", "try_after", "done_at"),
}


class KnownHere:
    """What the file names, by its word in the file: numbers of rows, people."""

    def __init__(self, town: Town, convention_id: int) -> None:
        self.town = town
        self.envies = {key: proposal.id for key, proposal in town.sent.items()}
        self.structures = _ids(Structure.slug, Structure.id)
        self.districts = _ids(District.slug, District.id)
        self.steps = _ids(PathwayStep.key, PathwayStep.id)
        themes = db.select(Theme.id).where(Theme.convention_id == convention_id)
        self.commitments = _ids(Commitment.number, Commitment.id, Commitment.theme_id.in_(themes))

    def person(self, key: str | None) -> User:
        return self.town.people[key] if key else self.town.coordination


def _ids(word: Any, number: Any, *conditions: Any) -> dict[str, int]:
    found = db.session.execute(db.select(word, number).where(*conditions)).all()
    return {str(key): int(value) for key, value in found}


def play(town: Town) -> None:
    """The actions, when the convention that they serve is loaded."""
    convention_id = queries.current_convention_id()
    if convention_id is None:
        return
    known = KnownHere(town, convention_id)
    for entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8")):
        undertake(entry, known)
    collection.play(town.coordination)


def undertake(entry: dict[str, Any], known: KnownHere) -> None:
    """Write one action, publish it, tell its story, note its figures: each on its day."""
    began, by = now(), known.person(None)
    number = operations.create(typeset(entry["titre"]), by=by)
    action = the_action(number)
    for section, values in sections(entry, known).items():
        operations.save_section(action, section, values, by=by, version=action.version)
    give_date(action, moment(entry["jour"]), began)
    if not entry.get("brouillon"):
        operations.publish(action, by=by, version=action.version)
        give_date(action, moment(entry["jour"] - 1), began)
    for told in sorted(entry.get("nouvelles", ()), key=lambda told: -told["jour"]):
        tell(action, told, known)
        give_date(action, moment(told["jour"]), began)
    for line in entry.get("indicateurs", ()):
        measure(action, line, known, by)
    give_date(action, moment(entry["a_jour"]), began)
    if became := entry.get("devenue"):
        become(known.town.sent[became["envie"]], number, by=known.person(became["par"]))
        settle([became["envie"]], moment(became["jour"]), began, known)
    settle(entry.get("envies", ()), moment(entry["a_jour"]), began, known)


@operation
def become(proposal: Proposal, number: int, by: User) -> None:
    """As whoever follows the envie says it on its page."""
    progress.change(proposal, OUTCOME, Conclusion.BECOME_ACTION, by, version=proposal.version)
    thread.tie(proposal, the_action(number), by)


@operation
def settle(keys: Iterable[str], moment: datetime, began: datetime, known: KnownHere) -> None:
    """What the people of these envies were owed of the action is of the last day of each envie."""
    for key in keys:
        lines = db.select(db.func.max(JournalEntry.created_at)).where(
            JournalEntry.proposal_id == known.envies[key], JournalEntry.created_at < began
        )
        last = db.session.scalar(lines)
        date_back(OF_ENVIE, "proposal_id", known.envies[key], last or moment, began)


def the_action(number: int) -> Action:
    action = queries.any_action(number)
    if action is None:
        raise LookupError(f"action {number} is gone")
    return action


def moment(days_ago: int) -> datetime:
    return at(clock.today() - timedelta(days_ago), AT_WORK)


def day(written: Any) -> date | None:
    """A day of the file: a date, or a number of days from today; None when it is not said."""
    return clock.today() + timedelta(written) if isinstance(written, int) else written


def text(entry: Mapping[str, Any], name: str) -> str:
    return typeset(entry.get(name, "").strip())


def sections(entry: dict[str, Any], known: KnownHere) -> dict[str, dict[str, Any]]:
    """The sections of the action, as their forms would give them."""
    review = entry.get("bilan", {})
    place, following = entry.get("place"), review.get("suite")
    return {
        "identite": {
            "plain_text": text(entry, "en_clair"),
            "commitments": _named(entry, "engagements", known.commitments),
            "audiences": [Audience(one) for one in entry["publics"]],
            "districts": _named(entry, "quartiers", known.districts),
            "steps": _named(entry, "etapes", known.steps),
            "schemes": tagged(entry.get("dispositifs", {})),
            "proposals": sorted(queries.published_among(_named(entry, "envies", known.envies))),
        },
        "besoin": {
            "need": text(entry, "constat"),
            "need_source": INVENTED if "constat" in entry else "",
            "general_aim": text(entry, "but"),
            "operational_aims": text(entry, "precis"),
        },
        "deroule": {
            "description": text(entry, "deroule"),
            "starts_on": day(entry.get("debut")),
            "ends_on": day(entry.get("fin")),
            "milestones": [_milestone(one) for one in entry.get("jalons", ())],
        },
        "porteurs": {
            "lead_id": known.structures[entry["porte_par"]],
            "referent_function": text(entry, "fonction"),
            "residents_place": ResidentsPlace(place) if place else None,
            "partners": [_partner(one) for one in entry.get("partenaires", ())],
        },
        "moyens": {
            "human_means": text(entry, "humains"),
            "material_means": text(entry, "materiels"),
            "fundings": [_funding(one) for one in entry.get("financements", ())],
        },
        "etat": {"state": ActionState(entry["etat"]), "state_reason": text(entry, "pourquoi")},
        "indicateurs": {
            "evaluation_questions": text(entry, "questions"),
            "indicators": [_indicator(one, known) for one in entry.get("indicateurs", ())],
        },
        "bilan": {
            "strengths": text(review, "forces"),
            "difficulties": text(review, "difficultes"),
            "adjustments": text(review, "changements"),
            "residents_words": text(review, "paroles"),
            "what_next": ActionNext(following) if following else None,
            "what_next_why": text(review, "pourquoi"),
        },
    }


@operation
def tagged(names: Mapping[str, str]) -> list[int]:
    """The numbers of these dispositifs, made when nobody wrote them yet."""
    known = set(db.session.scalars(db.select(Scheme.slug)))
    db.session.add_all(Scheme(slug=slug, name=name) for slug, name in names.items() if slug not in known)
    db.session.flush()
    return list(db.session.scalars(db.select(Scheme.id).where(Scheme.slug.in_(list(names)))))


def _named(entry: Mapping[str, Any], name: str, known: Mapping[str, int]) -> list[int]:
    return [known[word] for word in entry.get(name, ())]


def _milestone(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": text(line, "titre"),
        "due_on": day(line.get("prevu")),
        "done_on": day(line.get("fait")),
    }


def _partner(line: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": text(line, "nom"), "role": text(line, "role"), "is_formal": line.get("accord", False)}


def _funding(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "funder": text(line, "qui"),
        "year": line["annee"],
        "planned": line.get("prevu"),
        "granted": line.get("accorde"),
        "paid": line.get("verse"),
        "is_public": line.get("public", False),
    }


def _indicator(line: Mapping[str, Any], known: KnownHere) -> dict[str, Any]:
    return {
        "name": text(line, "nom"),
        "kind": IndicatorKind(line["sorte"]),
        "unit": text(line, "unite"),
        "source": f"{text(line, 'source')} ({FIGURES})",
        "frequency": Frequency(line.get("quand", Frequency.YEARLY)),
        "owner_id": known.person(line["par"]).id if "par" in line else None,
        "baseline": line.get("depart"),
        "baseline_year": line.get("depart_annee"),
    }


def tell(action: Action, told: Mapping[str, Any], known: KnownHere) -> None:
    """A line of the story; what an agent wrote is published by the coordination, unless it still waits."""
    on = clock.today() - timedelta(told["jour"])
    operations.tell_progress(
        action, on, text(told, "texte"), text(told, "note"), by=known.person(told.get("par"))
    )
    if not told.get("attend"):
        for line in _waiting(the_action(action.number).updates):
            operations.publish_progress(line, by=known.person(None))


def _waiting(lines: Iterable[ProgressUpdate]) -> list[ProgressUpdate]:
    return [line for line in lines if line.published_at is None]


def measure(action: Action, line: Mapping[str, Any], known: KnownHere, by: User) -> None:
    """The years of an indicator: what was aimed at, what was found; a missing one stays missing."""
    indicator: Indicator = next(one for one in action.indicators if one.name == text(line, "nom"))
    rows = [
        {"year": year, "target": target, "value": value, "comment": ""}
        for year, (target, value) in line.get("chiffres", {}).items()
    ]
    operations.save_measures(indicator, rows, by=by, version=indicator.version)
    if "sert" in line:
        served = _named(line, "sert", known.commitments)
        serving.serve(indicator, [], served, by=by, version=indicator.version)


@operation
def give_date(action: Action, moment: datetime, began: datetime) -> None:
    """Give `moment` to all that was written of this action since `began` and is not of the past yet."""
    date_back(DATED, "action_id", action.id, moment, began)
    changed = Action.id == action.id, Action.changed_on > moment.date()
    db.session.execute(db.update(Action).where(*changed).values(changed_on=moment.date()))
