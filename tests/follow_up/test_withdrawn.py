"""Withdrawing: « c’est retiré » is the last word, then nothing of the author stays but what is counted."""

from datetime import timedelta

import pytest

from ctg_site.accompaniment.calls import operations as calls
from ctg_site.accompaniment.taking_back import operations as taking_back
from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import new_token
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import companion_operations
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Companion
from ctg_site.models.proposals import Contact, Message
from ctg_site.models.search import SearchDocument
from ctg_site.services import delivery
from tests import factories

PHONE = {"way": "phone", "phone": "06 39 98 00 01", "email": ""}


def withdrawn(structure=None, **answers):
    made = factories.published(structure, **answers)
    factories.follow_up.withdraw(made, by=factories.author(made))
    return factories.reread(made)


def waiting():
    found = db.select(Notice).where(Notice.template == "withdrawn", Notice.done_at.is_(None))
    return list(db.session.scalars(found))


def test_the_last_letter_leaves_alone_then_the_contact_is_erased(mailbox):
    proposal = withdrawn()
    assert proposal.contact is not None and proposal.erased_at is None
    delivery.deliver_pending()
    (last,) = [mail for mail in mailbox if mail["To"] == "camille@example.org"]
    assert "est retirée" in last["Subject"]
    assert "Ne plus m’écrire" not in last.get_content()
    after = factories.reread(proposal)
    assert after.contact is None and after.erased_at is not None
    assert (after.text, after.public_name, after.public_title, after.organisation) == ("", None, None, "")
    assert after.age_band == "adult" and after.channel == "online" and after.moderation == "withdrawn"
    assert [line.event for line in after.journal][-1] == "erased"


def test_a_call_holds_it_until_it_was_made_and_cannot_be_taken_back(clock):
    centre = factories.centre()
    agent = factories.staff(Role.AGENT, centre)
    proposal = withdrawn(centre, **PHONE)
    assert follow_up.forget(now()) == 0 and factories.reread(proposal).contact
    (call,) = waiting()
    assert call.template == "withdrawn" and call.way == "phone"
    done = calls.notice_told(proposal, call.id, by=agent)
    assert follow_up.forget(now()) == 0, "« Annuler » may still bring the call back"
    taking_back.notice_untold(proposal, done, by=factories.by_email(agent.email))
    clock.shift(timedelta(hours=1))
    assert follow_up.forget(now()) == 0 and factories.reread(proposal).contact
    calls.notice_told(proposal, call.id, by=factories.by_email(agent.email))
    clock.shift(timedelta(minutes=11))
    assert follow_up.forget(now()) == 1
    assert factories.reread(proposal).contact is None
    assert follow_up.forget(now()) == 0, "erased once"


def test_a_letter_that_cannot_leave_holds_it_until_somebody_told(mailbox):
    proposal = withdrawn()
    (letter,) = waiting()
    delivery._give_up(letter.id, delivery.NoticeFault.ADDRESS)
    assert follow_up.forget(now()) == 0
    assert factories.reread(proposal).contact is not None


@pytest.mark.parametrize("answers", [{"way": "visit", "email": ""}, {"age_band": "under_15"}])
def test_who_is_reached_at_the_centre_alone_is_erased_at_once(answers):
    proposal = withdrawn(**answers | {"visibility": "without_name"})
    assert proposal.contact is None and proposal.erased_at is not None


def test_whoever_asked_for_silence_gets_no_last_letter(mailbox):
    made = factories.proposal()
    factories.follow_up.silence(made, by=factories.author(made))
    factories.follow_up.withdraw(factories.reread(made), by=factories.author(made))
    assert factories.reread(made).contact is None
    delivery.deliver_pending()
    assert mailbox == []


def test_withdrawn_by_the_centre_it_is_told_then_erased(mailbox):
    centre = factories.centre()
    proposal = factories.decided(Decision.WITHDRAW_FOR_AUTHOR, centre, reason="Elle nous l’a demandé.")
    delivery.deliver_pending()
    assert len(mailbox) == 1 and "Cette lettre est la dernière" in mailbox[0].get_content()
    after = factories.reread(proposal)
    assert after.contact is None and after.messages == []
    assert not [line for line in after.journal if line.reason]


def test_words_of_danger_stay_readable_and_nobody_is_named(mailbox):
    centre = factories.centre()
    made = factories.proposal(centre, text="Mon voisin me frappe.")
    factories.follow_up.withdraw(made, by=factories.author(made))
    delivery.deliver_pending()
    after = factories.reread(made)
    assert after.contact is None and after.text == "Mon voisin me frappe."


def test_first_names_and_words_are_erased_everywhere(mailbox):
    centre = factories.centre()
    made = factories.published(centre, title="Un verger")
    invited = companion_operations.invite(made, new_token(), by=factories.author(made))
    companion_operations.accept(made, invited, new_token(), "Sacha")
    factories.follow_up.write_message(made, "Camille à l’appareil.", by=factories.author(made))
    factories.follow_up.withdraw(factories.reread(made), by=factories.author(made))
    delivery.deliver_pending()
    assert db.session.scalars(db.select(Contact)).all() == []
    assert db.session.scalars(db.select(Message)).all() == []
    assert [one.first_name for one in db.session.scalars(db.select(Companion))] == [""]
    indexed = db.select(SearchDocument.words).where(SearchDocument.subject_id == made.id)
    assert not any("jardin" in words for words in db.session.scalars(indexed))


@pytest.mark.parametrize("told", [False, True])
def test_the_code_opens_the_page_that_says_so(opened, mailbox, told):
    proposal = withdrawn()
    seed = proposal.seed
    if told:
        delivery.deliver_pending()
    browser = opened(proposal, seed)
    assert f"L’envie n° {proposal.number} est retirée" in browser.text
    assert ("sont effacés depuis" in browser.text) is told
    assert "camille" not in browser.text.lower() and not browser.page.select("textarea")
    browser.post("/suivi/message", {"message": "Bonjour"}, status=404)


def test_the_link_opens_it_too(browser):
    proposal = withdrawn()
    browser.get(f"/suivi/{factories.link(proposal)}", status=303, to="/suivi")
    browser.follow()
    assert "est retirée" in browser.text
    browser.submit("Quitter", to="/suivi")
    browser.follow()
    assert "Votre code de suivi" in browser.text


def test_the_file_of_the_centre_still_opens(browser, mailbox):
    centre = factories.centre()
    proposal = withdrawn(centre)
    delivery.deliver_pending()
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(f"/equipe/envies/{proposal.id}")
    assert "ses coordonnées sont effacées" in browser.text
    browser.get(f"/equipe/envies/{proposal.id}/accompagnement")
