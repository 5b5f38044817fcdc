"""What somebody said on the phone or at the desk is theirs, noted for them; it may be the awaited answer."""

import pytest

from ctg_site.domain.policy import Person, Role
from ctg_site.domain.workflow import MODERATION, Decision
from tests import factories


def noted(at, **values):
    return at().submit(
        "Noter ses mots", **{"words_channel": "phone", "words_words": "Plutôt le samedi."} | values
    )


def test_it_is_marked_on_both_sides(at, desk, proposal, other_browser, follow_up, events):
    noted(at)
    desk.get(f"/equipe/envies/{proposal.number}")
    assert "noté par Nadia Exemple au téléphone" in desk.text
    follow_up(other_browser, proposal)
    assert "Plutôt le samedi." in other_browser.text
    assert "noté par le centre au téléphone" in other_browser.text and "Nadia" not in other_browser.text
    after = factories.reread(proposal)
    assert after.contacted_at and events(proposal)[-1] == "noted"


def test_it_is_the_answer_when_one_is_awaited(desk, agent, centre, other_browser, follow_up, journal):
    asked = factories.decided(Decision.ASK_DETAIL, centre, by=agent, reason="Quel jour ?")
    desk.get(f"/equipe/envies/{asked.number}/accompagnement")
    desk.submit("Noter ses mots", words_channel="desk", words_words="Le samedi.")
    after = factories.reread(asked)
    assert after.moderation == "received" and after.due_on
    last = journal(asked)[-1]
    assert (last.event, last.actor, last.actor_id) == ("give_detail_for_author", "staff", agent.id)
    follow_up(other_browser, asked)
    assert "Le centre a noté votre réponse." in other_browser.text


def test_the_decisions_of_a_file_do_not_offer_it(desk, agent, centre):
    asked = factories.decided(Decision.ASK_DETAIL, centre, by=agent, reason="Quel jour ?")
    person = Person(id=0, roles=frozenset({Role.AGENT}), structure_ids=frozenset({centre.id}))
    offered = [row.event for row in MODERATION.open_to(person, factories.reread(asked))]
    assert Decision.GIVE_DETAIL_FOR_AUTHOR not in offered and Decision.REFUSE in offered


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"words_channel": None}, "Dites comment."),
        ({"words_words": " "}, "Écrivez ce qu’elle a dit."),
        ({"words_words": "x" * 1501}, "enlevez 1 caractère"),
    ],
)
def test_what_is_wrong_is_said(at, desk, proposal, values, said):
    noted(at, status=422, **values)
    assert said in desk.text and not factories.reread(proposal).messages
