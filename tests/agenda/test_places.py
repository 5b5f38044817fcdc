"""Asking for places: without an account, never too many, told kindly, given back with a code, forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ctg_site.agenda import queries
from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.agenda.registrations import telling_operations
from ctg_site.db import db, now
from ctg_site.domain import codes
from ctg_site.domain.meetings import RegistrationState
from ctg_site.domain.policy import VISITOR
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import Notice
from ctg_site.runtime import settings
from ctg_site.services import delivery
from tests import factories
from tests.agenda.makers import TODAY, meeting, registered, reread, same, somebody, words

ASKED = {"seats": "2", "way": "email", "email": "camille@example.org", "first_name": "Camille"}


def open_meeting(**values):
    return meeting(**{"day": now().date() + timedelta(days=7), "takes_registrations": True} | values)


def states():
    return list(db.session.scalars(db.select(Registration.state).order_by(Registration.id)))


def test_a_resident_registers_and_gets_a_receipt_with_a_code(browser, mailbox):
    made = open_meeting(places=10)
    browser.get(f"/agenda/{made.number}")
    assert "Il reste 10 places." in browser.text
    browser.click("Je m’inscris")
    browser.submit("Je m’inscris", **ASKED, needs="Je viens en fauteuil.", to="/inscription/recu")
    browser.follow()
    assert "Votre place est réservée" in browser.text and "Vous avez 2 places." in browser.text
    code = browser.page.select_one(".code").get_text("").replace(" ", "")
    kept = db.session.scalar(db.select(Registration))
    assert queries.by_code(codes.read_code(code)) == kept.id and kept.needs == "Je viens en fauteuil."
    delivery.deliver_pending()
    assert mailbox[0]["To"] == "camille@example.org" and "place est réservée" in words(mailbox[0])
    assert "/inscription/lien/" in words(mailbox[0])
    browser.get(f"/agenda/{made.number}")
    assert "Il reste 8 places." in browser.text


def test_nothing_is_compulsory(browser):
    made = open_meeting()
    browser.get(f"/inscription/{made.number}")
    browser.submit("Je m’inscris")
    browser.follow()
    kept = db.session.scalar(db.select(Registration))
    assert (kept.seats, kept.way, kept.first_name) == (1, None, "")
    assert db.session.scalar(db.select(db.func.count(Notice.id))) == 0


def test_of_a_child_nothing_personal_is_kept_nor_shown(browser):
    made = open_meeting()
    browser.get(f"/inscription/{made.number}")
    browser.submit("Je m’inscris", **ASKED | {"seats": "50"}, is_child="under_15", status=422)
    assert "camille@example.org" not in browser.response.text and "Camille" not in browser.response.text
    browser.submit("Je m’inscris", **ASKED, is_child="under_15")
    kept = db.session.scalar(db.select(Registration))
    assert kept.is_child and (kept.way, kept.email, kept.first_name) == (None, "", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seats": "0"}, "Écrivez un nombre de 1 à 10."),
        ({"seats": "onze"}, "Écrivez un nombre entier"),
        ({"seats": ""}, "Écrivez un nombre de 1 à 10."),
        ({"way": "email", "email": "camille"}, "Écrivez une adresse e-mail complète"),
        ({"way": "phone", "phone": "06"}, "dix chiffres"),
        ({"needs": "x" * 501}, "trop long"),
    ],
)
def test_a_wrong_answer_is_said_and_the_rest_kept(browser, wrong, said):
    made = open_meeting()
    browser.get(f"/inscription/{made.number}")
    browser.submit("Je m’inscris", **ASKED | {"needs": "Un fauteuil"} | wrong, status=422)
    assert said in browser.text
    assert browser.page.select_one("[name=first_name]")["value"] == "Camille"
    assert not states()


def test_forged_choices_are_told(browser):
    made = open_meeting()
    browser.get(f"/inscription/{made.number}")
    for name in ("way", "is_child"):
        browser.post(f"/inscription/{made.number}", {"seats": "1", name: "forged"}, status=422)
    assert "n’est pas dans la liste" in browser.text


def test_the_same_form_sent_twice_and_back_give_one_registration(browser):
    made = open_meeting()
    browser.get(f"/inscription/{made.number}")
    form = browser.page
    for _ in range(2):
        browser.page = form
        browser.submit("Je m’inscris", **ASKED)
    browser.follow()
    browser.get("/inscription/recu")
    assert len(states()) == 1
    browser.get(f"/inscription/{made.number}", status=303, to="/inscription/recu")
    browser.follow()
    browser.click("Inscrire une autre personne")
    browser.submit("Je m’inscris", **ASKED | {"seats": "1"})
    assert len(states()) == 2


def test_the_last_places_then_the_waiting_list_then_a_place_found(browser, mailbox):
    made = open_meeting(places=2)
    first = registered(made, 2)
    browser.get(f"/inscription/{made.number}")
    assert "C’est complet pour le moment." in browser.text
    browser.submit("Je m’inscris", **ASKED | {"seats": "1"})
    browser.follow()
    assert "Vous êtes sur la liste d’attente" in browser.text
    third = registered(made, 2, email="autre@example.org")
    delivery.deliver_pending()
    mailbox.clear()
    registration_operations.give_up(made, first, by=VISITOR)
    assert states() == [RegistrationState.GIVEN_UP, RegistrationState.CONFIRMED, RegistrationState.WAITING]
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox] == ["camille@example.org"]
    assert "elle est pour vous" in words(mailbox[0])
    operations.change(made, details_of(made) | {"places": 9}, made.slot, by=somebody(), version=made.version)
    assert reread(third).state is RegistrationState.CONFIRMED


def details_of(made):
    return Changed(same(made))


class Changed(dict):
    """The details of a meeting, some of them replaced: `details | {...}` gives what `change` takes."""

    def __or__(self, others):
        return operations.Details(**{**self, **others})


def test_thirty_people_at_once_for_ten_places(app):
    number = open_meeting(places=10).id
    db.session.remove()

    def somebody_else(_):
        with app.app_context():
            try:
                return registered(queries.meeting(number)).state
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(somebody_else, range(30)))
    assert found.count(RegistrationState.CONFIRMED) == 10 and found.count(RegistrationState.WAITING) == 20
    assert queries.taken_seats(number) == 10


def test_the_same_form_ten_times_at_once(app):
    number, one_finger = open_meeting(places=10).id, factories.opened()
    db.session.remove()

    def send(_):
        with app.app_context():
            try:
                return registered(queries.meeting(number), key=one_finger).id
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(10)))) == 1


@pytest.mark.parametrize("closed", ["cancelled", "past", "not taken"])
def test_nobody_registers_any_more(browser, closed):
    made = open_meeting(takes_registrations=closed != "not taken")
    if closed == "cancelled":
        operations.cancel(made, "La salle est fermée.", by=somebody(), version=made.version)
    if closed == "past":
        made.starts_at, made.ends_at = now() - timedelta(hours=3), now() - timedelta(hours=1)
        db.session.commit()
    browser.get(f"/inscription/{made.number}")
    assert "Les inscriptions sont fermées" in browser.text
    browser.get("/inscription/code")
    browser.post(f"/inscription/{made.number}", {"seats": "1"}, status=409)
    assert not states()


def test_the_code_opens_and_gives_the_place_back(browser, other_browser):
    made = open_meeting(places=3)
    kept = registered(made)
    code = codes.code_of(kept.seed, settings().code_key)
    browser.get("/inscription/code")
    browser.submit("Ouvrir", code=" ".join(codes.groups(code.lower())))
    browser.follow()
    assert f"Mon inscription n° {kept.number}" in browser.text.replace("\u00a0", " ")
    browser.submit("Oui, je rends ma place")
    browser.follow()
    assert "votre place est rendue" in browser.text and states() == [RegistrationState.GIVEN_UP]
    browser.submit("Quitter")
    browser.follow()
    assert browser.page.select_one("[name=code]")
    link = codes.link_of(kept.seed, settings().code_key)
    other_browser.get(f"/inscription/lien/{link}", status=303, to="/inscription/code")
    assert other_browser.response.headers["Referrer-Policy"] == "no-referrer"
    other_browser.follow()
    assert "Place rendue" in other_browser.text


@pytest.mark.parametrize("pasted", ["{}", "Mon lien : {}.", "http://localhost/inscription/lien/{} merci"])
def test_the_link_pasted_where_the_code_is_asked_opens_too(browser, pasted):
    kept = registered(open_meeting(places=3))
    link = f"/inscription/lien/{codes.link_of(kept.seed, settings().code_key)}"
    browser.get("/inscription/code")
    browser.submit("Ouvrir", code=pasted.format(link), to=link)
    browser.follow(status=303)
    browser.follow()
    assert f"Mon inscription n° {kept.number}" in browser.text.replace("\u00a0", " ")


@pytest.mark.parametrize("width", [0, 0xFEE0])
def test_the_code_is_read_among_the_words_it_was_copied_with(browser, width):
    kept = registered(open_meeting(places=3))
    code = "-".join(codes.groups(codes.code_of(kept.seed, settings().code_key)))
    browser.get("/inscription/code")
    typed = "".join(chr(ord(sign) + width) for sign in code)
    browser.submit("Ouvrir", code=f"Code : {typed}", to="/inscription/code")


def test_codes_are_not_guessed(browser):
    browser.get("/inscription/code")
    for typed in ("A12V", "0000-0000-00000"):
        browser.submit("Ouvrir", code=typed, status=422)
    for _ in range(9):
        browser.submit("Ouvrir", code="0000-0000-00000", status=422)
    browser.submit("Ouvrir", code="0000-0000-00000", status=429)
    browser.get(f"/inscription/lien/{'A' * 26}", status=429)


def test_a_machine_waits_until_a_person_looks(browser):
    made = open_meeting(places=5)
    browser.get(f"/inscription/{made.number}")
    browser.submit("Je m’inscris", seats="1", website="http://example.org")
    kept = db.session.scalar(db.select(Registration))
    assert kept.to_check and kept.state is RegistrationState.WAITING
    other = registered(made)
    registration_operations.give_up(made, other, by=VISITOR)
    assert reread(kept).state is RegistrationState.WAITING


def test_who_came_is_forgotten_a_month_after(clock):
    made = meeting(day=TODAY + timedelta(days=2), takes_registrations=True)
    kept = registered(made, needs="Un fauteuil")
    clock.shift(timedelta(days=2))
    registration_operations.forget(now()), registration_operations.forget_seeds(now())
    assert reread(kept).seed is None and reread(kept).email
    clock.shift(timedelta(days=31))
    assert registration_operations.forget(now()) == 1 and registration_operations.forget(now()) == 0
    gone = reread(kept)
    assert (gone.first_name, gone.email, gone.way, gone.needs) == ("", "", None, "")
    assert gone.seats == 1 and gone.erased_at


def test_everybody_is_told_of_a_cancelled_meeting_in_their_way(mailbox, clock):
    made = open_meeting()
    registered(made)
    registered(made, way="phone", email="", phone="06 39 98 00 01")
    registered(made, way=None, email="")
    gone = registered(made, email="partie@example.org")
    registration_operations.give_up(made, gone, by=VISITOR)
    delivery.deliver_pending()
    mailbox.clear()
    operations.cancel(reread(made), "La salle est fermée.", by=somebody(), version=reread(made).version)
    clock.shift(telling_operations.SECOND_THOUGHTS)
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox] == ["camille@example.org"]
    assert "La salle est fermée." in words(mailbox[0])
    by_hand = db.select(Notice.way).where(Notice.done_at.is_(None))
    assert list(db.session.scalars(by_hand)) == [NoticeWay.PHONE]
