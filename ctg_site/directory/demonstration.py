"""What the demonstration knows of its places, and the bridges of the pathway: all invented."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, operation
from ctg_site.directory.pathway_queries import pairs
from ctg_site.domain.evaluation import Audience
from ctg_site.domain.hours import read_day
from ctg_site.domain.vocabulary import Access
from ctg_site.models.places import (
    Bridge,
    Closure,
    District,
    OpeningHours,
    Structure,
    StructureAccess,
    StructureAudience,
    bridge_structure,
    structure_step,
)
from ctg_site.services import clock
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")


def play(town: Town) -> None:
    """Describe the places; the bridges come with the pathway, when the convention is loaded."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    describe(raw["lieux"])
    build(raw["passerelles"])


@operation
def describe(entries: list[dict[str, Any]]) -> None:
    steps = {step.key: step.id for pair in pairs() for step in (pair.before, pair.after)}
    for entry in entries:
        structure = _structure(entry)
        told = (StructureAudience(structure_id=structure.id, audience=Audience(one)) for one in entry["pour"])
        easier = (
            StructureAccess(structure_id=structure.id, access=Access(one)) for one in entry.get("acces", ())
        )
        db.session.add_all([*told, *easier, *_hours(structure, entry), *_closures(structure, entry)])
        for key in entry.get("etapes", ()):
            if key in steps:
                link = {"structure_id": structure.id, "pathway_step_id": steps[key]}
                db.session.execute(db.insert(structure_step).values(link))


def _structure(entry: dict[str, Any]) -> Structure:
    """The place of this key, made when the demonstration has not opened it yet."""
    found = db.select(Structure).where(Structure.slug == entry["cle"])
    structure: Structure | None = db.session.scalars(found).one_or_none()
    if structure is None:
        district = db.select(District.id).where(District.slug == entry["quartier"])
        structure = Structure(
            slug=entry["cle"],
            name=entry["nom"],
            kind=entry["sorte"],
            district_id=db.session.scalars(district).one(),
            address=entry["adresse"],
            phone=entry["telephone"],
        )
        db.session.add(structure)
    structure.description = typeset(entry.get("en_clair", ""))
    structure.access_note = typeset(entry.get("precisions", ""))
    structure.age_from, structure.age_to = entry.get("de"), entry.get("a")
    structure.latitude, structure.longitude = entry["ou"]
    db.session.flush()
    return structure


def _hours(structure: Structure, entry: dict[str, Any]) -> list[OpeningHours]:
    return [
        OpeningHours(structure_id=structure.id, weekday=weekday, opens=span.opens, closes=span.closes)
        for weekday, text in enumerate(entry.get("horaires", ()))
        for span in read_day(text)
    ]


def _closures(structure: Structure, entry: dict[str, Any]) -> list[Closure]:
    closures = []
    for closed in entry.get("fermetures", ()):
        first = clock.today() + timedelta(closed["dans"])
        last = first + timedelta(closed["jours"] - 1)
        closures.append(
            Closure(structure_id=structure.id, first_day=first, last_day=last, reason=closed["motif"])
        )
    return closures


@operation
def build(entries: list[dict[str, Any]]) -> None:
    line = {pair.before.key: pair for pair in pairs()}
    numbers: dict[str, int] = dict(db.session.execute(db.select(Structure.slug, Structure.id)).all())
    for entry in entries:
        pair = line.get(entry["de"])
        if pair is None:
            continue
        bridge = Bridge(
            from_step_id=pair.before.id,
            to_step_id=pair.after.id,
            title=typeset(entry["titre"]),
            plain_text=typeset(entry["en_clair"]),
        )
        db.session.add(bridge)
        db.session.flush()
        links = [{"bridge_id": bridge.id, "structure_id": numbers[slug]} for slug in entry["lieux"]]
        db.session.execute(db.insert(bridge_structure), links)
