"""« Je préfère en parler »: one screen, a door to call while it is open, or a number to leave; a receipt."""

from datetime import UTC, datetime

import pytest

from ctg_site.db import db
from ctg_site.models.places import OpeningHours
from ctg_site.models.proposals import Contact
from tests import factories
from tests.submission.saying import FORM, the_proposal

TALK = f"{FORM}?parler=1"


def centre(name, phone, **hours):
    made = factories.centre(name=name, phone=phone)
    for weekday in range(7) if hours else ():
        db.session.add(OpeningHours(structure_id=made.id, weekday=weekday, **hours))
    db.session.commit()
    return made


def leave(browser, status=303, **said):
    browser.submit("Envoyer", status=status, **said)
    return browser.follow() if status == 303 else browser


def test_the_doors_that_are_open_come_first_with_their_hours(browser, clock):
    clock.move_to(datetime(2026, 11, 24, 10, tzinfo=UTC))
    centre("Aux aurores", "03 53 01 00 11", opens=300, closes=360)
    centre("Bien ouvert", "03 53 01 00 12", opens=540, closes=1080)
    browser.get(TALK)
    called = [link["href"] for link in browser.page.select("[aria-labelledby=t_call] a")]
    assert called == ["tel:+33353010012", "tel:+33353010011"]
    assert "Ouvert jusqu’à 18 h" in browser.text.replace("\u00a0", " ")


def test_a_number_is_left_on_one_screen_and_the_receipt_follows(browser):
    browser.get(TALK)
    leave(browser, phone="+33 6 39 98 00 02")
    assert len(browser.page.select(".code span")) == 3
    proposal, contact = the_proposal(), db.session.scalars(db.select(Contact)).one()
    assert proposal.wants_to_talk and proposal.text == "" and not proposal.to_check
    assert (contact.way, contact.phone) == ("phone", "06 39 98 00 02")


def test_what_was_written_goes_with_it(browser):
    browser.get(FORM)
    browser.submit("Je préfère en parler", text="Une fête des voisins", age_band="adult", to=f"{FORM}/parler")
    browser.follow()
    leave(browser, phone="06 39 98 00 02")
    assert (the_proposal().text, the_proposal().age_band) == ("Une fête des voisins", "adult")


@pytest.mark.parametrize("typed", ["", "06 39"])
def test_without_a_number_nothing_is_sent(browser, typed):
    browser.get(TALK)
    leave(browser, 422, phone=typed)
    assert "dix chiffres" in browser.text and not db.session.scalars(db.select(Contact)).all()


def test_a_child_leaves_no_number(browser):
    browser.get(TALK)
    leave(browser, is_child="under_15", phone="06 39 98 00 02")
    assert the_proposal().age_band == "under_15" and not db.session.scalars(db.select(Contact)).all()
    assert "Passe au centre" in browser.text


def test_who_said_to_be_a_child_is_not_asked_again(browser):
    browser.get(FORM)
    browser.submit("Je préfère en parler", age_band="under_15")
    browser.follow()
    assert browser.page.select_one("[name=is_child][checked]")["value"] == "under_15"


def test_sent_twice_it_is_one_envie_and_a_machine_is_set_aside(browser):
    browser.get(TALK)
    page, url = browser.page, browser.url
    leave(browser, phone="06 39 98 00 02", website="http://spam.example")
    code = browser.page.select_one(".code").text
    browser.page, browser.url = page, url
    browser.submit("Envoyer", phone="06 39 98 00 02", to=f"{FORM}/recu")
    assert browser.follow().select_one(".code").text == code and the_proposal().to_check
