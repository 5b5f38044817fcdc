"""The committee file of the demonstration: made, answered by two partners, validated; all of it invented."""

from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db
from ctg_site.domain.committee import Criterion, Judgement
from ctg_site.models.agenda import Meeting
from ctg_site.models.committee import CommitteeFile
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

from . import operations, queries

SOURCE = Path(__file__).with_name("demonstration.yaml")


def play(town: Town) -> None:
    """The file of one meeting, when the convention that it tells of is loaded."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    held = db.select(Meeting.id).where(Meeting.title == typeset(raw["rendez_vous"]))
    number = db.session.scalar(held.order_by(Meeting.id).limit(1))
    meeting = queries.meeting(number) if number else None
    if meeting is None or meeting.body is None:
        return
    asked = operations.ask(meeting, by=town.coordination)
    operations.work()
    for entry in raw["reponses"]:
        answer(again(asked), entry, town)
    made = again(asked)
    operations.write(made, words(raw), by=town.coordination, version=made.version)
    made = again(asked)
    operations.validate(made, by=town.coordination, version=made.version)


def again(file: CommitteeFile) -> CommitteeFile:
    db.session.refresh(file)
    return file


def words(raw: dict[str, Any]) -> dict[str, Any]:
    asked = {kind: [typeset(line) for line in several] for kind, several in raw["a_decider"].items()}
    return {"themes": {code: typeset(said) for code, said in raw["themes"].items()}, "to_decide": asked}


def answer(file: CommitteeFile, entry: dict[str, Any], town: Town) -> None:
    """What one partner judges of one theme, when the convention has it."""
    asked = queries.theme_asked(file.number, entry["theme"])
    if asked is None:
        return
    said = {
        Criterion(criterion): (Judgement(judged), typeset(why))
        for criterion, (judged, why) in entry["reponses"].items()
    }
    operations.answer(
        asked.file, asked.theme, said, typeset(entry["au_nom_de"]), by=town.people[entry["par"]]
    )
