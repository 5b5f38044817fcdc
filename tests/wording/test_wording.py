"""Prepared sentences: what a new site starts with, what braces may hold, what each decision is offered."""

import pytest

from ctg_site.db import db
from ctg_site.domain import wording
from ctg_site.domain.vocabulary import ReasonUse
from ctg_site.domain.workflow import MODERATION, OUTCOME, Conclusion, Decision
from ctg_site.models.workshop import AnswerTemplate, Reason
from ctg_site.wording import first, operations, queries

VALUES = wording.values_of(61, "Centre des Mésanges", "03 53 01 00 10")


def test_braces_are_filled_in_with_what_the_file_knows():
    told = wording.fill("Envie {numero} : {centre}, {telephone}. {numero}", VALUES)
    assert told == "Envie 61 : Centre des Mésanges, 03 53 01 00 10. 61"
    assert wording.fill("Rien à remplir } ici {", VALUES) == "Rien à remplir } ici {"
    assert "votre centre" in wording.fill("{centre}", wording.values_of(1, None, None))


@pytest.mark.parametrize("text", ["Bonjour {prenom}", "{}", "{ centre }", "{centre.phone}", "{numero!r}"])
def test_anything_else_in_braces_is_a_fault(text):
    assert wording.unknown(text) is not None
    with pytest.raises(wording.UnknownPlaceholder):
        wording.fill(text, VALUES)


def test_a_reason_is_told_whole():
    assert wording.whole("Pourquoi.", "", "Qui.") == "Pourquoi.\nQui."


def test_a_new_site_has_words_for_every_decision_that_needs_some(app):
    assert operations.load_first() > 10
    assert operations.load_first() == 0
    for use in ReasonUse:
        assert queries.reasons(use), use
    assert len(queries.templates()) == len(first.TEMPLATES)
    for reason in queries.all_reasons():
        assert wording.fill(wording.whole(reason.sentence, reason.other_door, reason.person), VALUES)


def test_uses_are_decisions_by_the_same_word():
    assert {str(use) for use in ReasonUse} <= {str(event) for event in (*Decision, *Conclusion)}
    compulsory = {
        str(row.event)
        for row in (*MODERATION.transitions, *OUTCOME.transitions)
        if row.reason_required and row.event not in {Decision.CONTEST, Decision.WITHDRAW_FOR_AUTHOR}
    }
    assert compulsory - {"give_detail", "ungroup"} <= {str(use) for use in ReasonUse}


def test_only_what_is_in_use_is_offered_in_its_order(app):
    db.session.add_all(
        [
            Reason(use=ReasonUse.HIDE, sentence="Après", position=2),
            Reason(use=ReasonUse.HIDE, sentence="Avant", position=1),
            Reason(use=ReasonUse.HIDE, sentence="Jamais", position=0, is_active=False),
            AnswerTemplate(title="Oui", text="Oui"),
            AnswerTemplate(title="Non", text="Non", is_active=False),
        ]
    )
    db.session.commit()
    assert [reason.sentence for reason in queries.reasons(Decision.HIDE)] == ["Avant", "Après"]
    assert queries.reasons(Decision.PUBLISH) == []
    assert [template.title for template in queries.templates()] == ["Oui"]
    assert len(queries.all_reasons()) == 3 and len(queries.all_templates()) == 2
