"""What the coordination of the demonstration ticked: all invented."""

from pathlib import Path

import yaml

from ctg_site.db import db
from ctg_site.models.convention import Commitment, Convention, ConventionItem
from ctg_site.slicing import Town
from ctg_site.words.items import word

from . import item_operations as operations

SOURCE = Path(__file__).with_name("demonstration.yaml")


def play(town: Town) -> None:
    """Only what the current convention has is ticked: another one has other words."""
    current = db.select(Convention.id).where(Convention.is_current).scalar_subquery()
    mine = (db.select(model).where(model.convention_id == current) for model in (Commitment, ConventionItem))
    commitments, items = (list(db.session.scalars(found)) for found in mine)
    numbers = {one.number: one.id for one in commitments}
    words = {word(one): one.id for one in items}
    pairs = [
        (numbers[number], words[item])
        for item, tied in yaml.safe_load(SOURCE.read_text(encoding="utf-8")).items()
        for number in tied
        if item in words and number in numbers
    ]
    operations.tick(pairs, [], by=town.coordination)
