"""Lets somebody carry an envie of the demonstration with its author."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import now, operation
from ctg_site.domain.policy import Person
from ctg_site.domain.tokens import new_token
from ctg_site.domain.town_calendar import at
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Companion
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.services import clock
from ctg_site.services.dating import Dated, date_and_say
from ctg_site.slicing import Town

from . import companion_operations

SOURCE = Path(__file__).with_name("demonstration.yaml")
EVENING = time(19, 10)
#: What a moment of the past is given to, by table.
DATED: Dated = {
    Companion: ("accepted_at", "created_at"),
    JournalEntry: ("created_at",),
    Notice: ("done_at", "try_after", "created_at"),
}


def play(town: Town) -> None:
    for entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["compagnons"]:
        carry(entry, town.sent[entry["envie"]])


def carry(entry: dict[str, Any], proposal: Proposal) -> None:
    began = now()
    made = companion_operations.invite(proposal, new_token(), by=Person(proposal_id=proposal.id))
    companion_operations.accept(proposal, made, new_token(), entry["prenom"])
    moment = at(clock.today() - timedelta(entry["jour"]), EVENING)
    operation(date_and_say)(DATED, proposal.id, moment, began)
