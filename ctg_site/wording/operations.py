"""Writes: the first words that a new site offers to its centres."""

from ctg_site.db import db, operation
from ctg_site.models.workshop import AnswerTemplate, Reason

from . import first


@operation
def load_first() -> int:
    """Give the first reasons and templates to a site that has none; how many rows were written."""
    rows: list[Reason | AnswerTemplate] = []
    if db.session.scalar(db.select(Reason.id).limit(1)) is None:
        for use, sentences in first.REASONS.items():
            rows += [
                Reason(use=use, sentence=sentence, other_door=door, person=person, position=position)
                for position, (sentence, door, person) in enumerate(sentences, 1)
            ]
    if db.session.scalar(db.select(AnswerTemplate.id).limit(1)) is None:
        rows += [AnswerTemplate(title=title, text=text) for title, text in first.TEMPLATES.items()]
    db.session.add_all(rows)
    return len(rows)
