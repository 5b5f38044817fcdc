"""A resident says an envie d'agir, on paper-thin connections and with every kind of answer."""

from datetime import UTC, date, datetime

import pytest

from ctg_site.db import db
from ctg_site.models.proposals import Contact, Draft, Proposal
from ctg_site.services import delivery
from ctg_site.submission import operations as submission
from tests import factories
from tests.submission.saying import FORM, add, answer, send, the_proposal, write


def test_two_screens_a_check_page_a_receipt_then_what_helps_the_centre(browser):
    centre, district = factories.centre(name="Centre Exemple"), factories.district(name="Quartier Exemple")
    write(browser)
    answer(browser, way="phone", phone="06.39.98.00.01")
    assert "06 39 98 00 01" in browser.text and "Quartier" not in browser.text
    send(browser)
    assert f"Envie n° {the_proposal().number}" in browser.text
    assert [len(group.text) for group in browser.page.select(".code span")] == [4, 4, 5]
    assert the_proposal().structure_id is None and not the_proposal().may_be_public
    add(browser, district=district.slug, structure=centre.slug, proposer_kind="group")
    browser.submit("Enregistrer", first_name="Awa", visibility="first_name", to=f"{FORM}/recu")
    browser.follow()
    proposal = factories.reread(the_proposal())
    assert "Centre Exemple" in browser.text and proposal.may_be_public and proposal.consented_at is not None
    assert (proposal.structure_id, proposal.district_id) == (centre.id, district.id)
    assert [line.event for line in proposal.journal] == ["submit", "complete", "visibility", "complete"]
    contact = db.session.scalars(db.select(Contact)).one()
    assert (contact.phone, contact.first_name, contact.way) == ("06 39 98 00 01", "Awa", "phone")


def test_home_to_receipt_is_four_screens_and_five_taps(browser):
    """Words are typed, a way to answer is chosen: what a thumb does is counted, and so is what it sees."""
    screens, taps = [], 0
    browser.get("/")
    browser.get(browser.page.find("a", string=lambda text: text and "Je propose une envie" in text)["href"])
    taps, screens = taps + 1, [*screens, browser.url]
    for button, chosen in (("Continuer", {}), ("Continuer", {"way": "visit"}), ("Envoyer mon envie", {})):
        words = {"text": "Un banc au soleil"} if len(screens) == 1 else {}
        browser.submit(button, **chosen, **words)
        browser.follow()
        taps, screens = taps + 1 + len(chosen), [*screens, browser.url]
    assert browser.url == f"{FORM}/recu" and the_proposal()
    assert len(screens) <= 4 and taps <= 5, f"{taps} taps: {screens}"


def test_the_counter_of_the_screens_is_true(browser):
    counted = []
    browser.get(FORM)
    for button, said in (("Continuer", {"text": "Un banc"}), ("Continuer", {"way": "visit"}), (None, {})):
        counted.append(browser.page.select_one(".step").text)
        if button:
            browser.submit(button, **said)
            browser.follow()
    assert counted == [f"Étape {number} sur 3" for number in (1, 2, 3)]


def test_two_answers_are_enough_and_unanswered_is_private(browser):
    write(browser, age=None)
    answer(browser, way="visit")
    send(browser)
    proposal = the_proposal()
    assert proposal.visibility == "private" and proposal.consented_at is None
    assert not proposal.may_be_public


@pytest.mark.parametrize("text", ["", "   ", "??", "12 34"])
def test_an_envie_needs_three_letters(browser, text):
    browser.get(FORM)
    browser.submit("Continuer", text=text, status=422)
    assert "choisissez « Je préfère en parler »" in browser.text
    assert browser.page.select_one("title").text.startswith("Erreur")


def test_too_long_a_text_is_kept_in_the_page(browser):
    browser.get(FORM)
    text = "mot " * 400
    browser.submit("Continuer", text=text, status=422)
    assert "enlevez 99 caractères" in browser.text
    assert browser.page.select_one("textarea").text.strip() == text.strip()


@pytest.mark.parametrize(
    ("way", "field", "typed", "says"),
    [
        ("phone", "phone", "", "dix chiffres"),
        ("sms", "phone", "06 39", "dix chiffres"),
        ("email", "email", "camille@", "adresse e-mail complète"),
        ("letter", "address", "12", "12 rue de la Gare"),
        (None, "phone", "06 39 98 00 01", "Choisissez comment"),
    ],
)
def test_the_way_to_answer_needs_its_detail(browser, way, field, typed, says):
    write(browser)
    browser.submit("Continuer", **{"way": way, field: typed, "status": 422})
    assert says in browser.text
    if typed:
        assert browser.page.select_one(f"#{field}").get("value", typed) == typed


def test_only_the_detail_that_is_needed_is_kept(browser):
    write(browser)
    answer(browser, way="visit", phone="06 39 98 00 01", email="camille@example.org")
    send(browser)
    contact = db.session.scalars(db.select(Contact)).one()
    assert (contact.phone, contact.email, contact.address) == ("", "", "")


def test_under_fifteen_nothing_personal_is_asked_or_stored(browser):
    write(browser, age="under_15")
    assert {tag["name"] for tag in browser.page.select("form.reach [name]")} == {"csrf_token"}
    browser.post(f"{FORM}/contact", {"way": "phone", "phone": "0639980001", "first_name": "Tom"})
    browser.follow()
    send(browser)
    assert "passe au centre" in browser.text.lower()
    browser.get(f"{FORM}/vous")
    values = {tag["value"] for tag in browser.page.select("[name=visibility]")}
    assert values == {"without_name", "private"} and not browser.page.select("[name=first_name]")
    browser.post(f"{FORM}/vous", {"visibility": "without_name", "first_name": "Tom"})
    assert db.session.scalars(db.select(Contact)).all() == []
    assert the_proposal().visibility == "without_name"


def test_becoming_under_fifteen_forgets_what_was_typed(browser):
    write(browser)
    answer(browser, way="phone", phone="06 39 98 00 01")
    browser.click("Modifier l’âge")
    browser.submit("Continuer", age_band="under_15", to=f"{FORM}/contact")
    draft = db.session.scalars(db.select(Draft)).one()
    assert "0639980001" not in str(draft.answers).replace(" ", "")
    browser.follow()
    browser.submit("Continuer")
    browser.follow()
    send(browser)
    assert the_proposal().visibility == "private"


def test_a_draft_comes_back_with_its_hour_and_nothing_else(browser):
    write(browser, text="Une fête des voisins")
    browser.get(FORM)
    assert "Une envie est commencée" in browser.text and "fête" not in browser.text
    browser.submit("Reprendre", to=f"{FORM}/contact")
    browser.get(f"{FORM}/envie")
    assert "Une fête des voisins" in browser.page.select_one("textarea").text


def test_a_draft_can_be_erased(browser):
    write(browser)
    browser.get(FORM)
    browser.submit("Oui, effacer", to=FORM)
    browser.follow()
    assert browser.page.select_one("textarea").text.strip() == ""
    assert db.session.scalars(db.select(Draft)).all() == []


def test_a_draft_lasts_a_day_and_its_end_is_told(browser, clock):
    write(browser, text="Une fête des voisins")
    clock.shift(23 * 3600)
    browser.get(f"{FORM}/envie")
    assert "fête" in browser.page.select_one("textarea").text
    clock.shift(2 * 3600)
    browser.get(FORM)
    assert "plus d’un jour" in browser.text
    browser.submit("Continuer", text="Une autre fête", to=f"{FORM}/contact")


def test_sent_twice_it_is_one_proposal_and_one_code(browser):
    write(browser)
    answer(browser, way="visit")
    page, url = browser.page, browser.url
    send(browser)
    code = browser.page.select_one(".code").text
    browser.page, browser.url = page, url
    send(browser)
    assert browser.page.select_one(".code").text == code
    browser.get(f"{FORM}/recu")
    assert browser.page.select_one(".code").text == code
    for screen in ("", "/envie", "/contact", "/verifier"):
        browser.get(f"{FORM}{screen}", status=303, to=f"{FORM}/recu")
    assert the_proposal()


def test_another_envie_starts_from_nothing(browser):
    write(browser)
    answer(browser, way="visit")
    send(browser)
    browser.submit("Proposer une autre envie", to=FORM)
    browser.follow()
    assert browser.page.select_one("textarea").text.strip() == ""


def test_screens_cannot_be_jumped(browser):
    browser.get(FORM)
    browser.get(f"{FORM}/verifier", status=303, to=f"{FORM}/envie")
    browser.get(FORM)
    browser.post(f"{FORM}/envoyer", status=303, to=f"{FORM}/envie")
    assert db.session.scalars(db.select(Proposal)).all() == []


def test_words_of_danger_tell_whom_to_call_before_and_after(browser, mailbox, clock):
    centre = factories.centre()
    agent = factories.staff("agent", centre)
    write(browser, text="Mon logement est insalubre, il y a des moisissures")
    clock.shift(30)
    answer(browser, way="visit")
    assert browser.page.select_one('a[href="tel:15"]') and browser.page.select_one('a[href="tel:119"]')
    send(browser)
    assert browser.page.select_one('a[href="tel:15"]')
    assert the_proposal().alerts == ["housing"] and the_proposal().moderation == "received"
    from_outbox(browser)
    assert [mail["To"] for mail in mailbox] == [agent.email]


def from_outbox(browser):
    db.session.commit()
    with browser.client.application.app_context():
        delivery.deliver_pending()


def test_the_receipt_is_mailed_to_who_gave_an_address(browser, mailbox, clock):
    write(browser)
    clock.shift(30)
    answer(browser, way="email", email="Camille@Example.org")
    send(browser)
    code = " ".join(group.text for group in browser.page.select(".code span"))
    from_outbox(browser)
    assert len(mailbox) == 1 and mailbox[0]["To"] == "Camille@example.org"
    assert mailbox[0]["Subject"] == f"Votre envie d’agir n°\u00a0{the_proposal().number} est bien arrivée"
    assert code in mailbox[0].get_content()


def test_a_machine_that_fills_the_trap_is_set_aside_not_refused(browser):
    write(browser)
    answer(browser, way="visit")
    browser.submit("Envoyer mon envie", website="http://spam.example", to=f"{FORM}/recu")
    assert the_proposal().to_check


def test_a_flood_is_set_aside_and_everybody_gets_a_code(app, clock):
    sent = []
    for _ in range(32):
        key = factories.draft(text="Bonjour", way="visit")
        sent.append(submission.submit(key, date(2026, 11, 24), "192.0.2.0/24"))
    assert [proposal.to_check for proposal in sent] == [False] * 30 + [True] * 2
    assert not any(proposal.machine_like for proposal in sent)
    assert all(proposal.seed for proposal in sent)


def test_the_code_opens_for_a_day_on_the_receipt(browser, clock):
    write(browser)
    clock.shift(30)
    answer(browser, way="visit")
    send(browser)
    clock.shift(25 * 3600)
    submission.forget(datetime.now(UTC))
    assert the_proposal().seed is None
