"""An agent writes down an envie for somebody: read back, filed once, its receipt handed over."""

from datetime import UTC, datetime, timedelta

import pytest

from ctg_site.db import db
from ctg_site.desk import operations as desk
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.desk import DeskEntry, DeskReceipt
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.services import delivery
from tests import factories

DESK = "/equipe/saisie"
WORDS = "Un banc devant la boulangerie, pour souffler."


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple", slug="exemple")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Dominique")


@pytest.fixture
def at_desk(browser, agent):
    browser.sign_in(agent)
    browser.get(DESK)
    return browser


def type_in(browser, status=303, **answers):
    browser.submit("Relire avec la personne", status=status, **{"channel": "phone", "text": WORDS} | answers)
    return browser.follow() if status == 303 else browser


def file(browser):
    browser.submit("Enregistrer l’envie", read_back=True, agrees=True)
    return browser.follow()


def the_proposal():
    return db.session.scalars(db.select(Proposal)).one()


def test_asked_read_back_filed_and_handed_over(at_desk, agent, centre):
    district = factories.district(name="Quartier Exemple")
    at_desk.get(DESK)
    answers = {"way": "phone", "phone": "06.39.98.00.01", "first_name": "Awa", "visibility": "first_name"}
    type_in(at_desk, district=district.slug, age_band="adult", proposer_kind="group", **answers)
    assert "Relisez à voix haute" in at_desk.text
    for read_aloud in (WORDS, "Quartier Exemple", "Centre Exemple", "06 39 98 00 01", "Awa", "Téléphone"):
        assert read_aloud in at_desk.text
    file(at_desk)
    proposal = the_proposal()
    assert f"Reçu de l’envie n° {proposal.number}" in at_desk.text and "Centre Exemple" in at_desk.text
    assert [len(group.text) for group in at_desk.page.select(".code span")] == [4, 4, 5]
    assert at_desk.page.select_one("img")["src"].startswith("data:image/svg+xml")
    assert proposal.channel is Channel.PHONE and proposal.structure_id == centre.id
    assert proposal.consented_at is not None and proposal.own_name_of_id is None
    assert proposal.referent_id is None and proposal.taken_at is None and proposal.contacted_at is None
    contact = db.session.scalars(db.select(Contact)).one()
    assert (contact.phone, contact.first_name) == ("06 39 98 00 01", "Awa")


def test_the_journal_says_who_entered_it_and_how(at_desk, agent, other_browser):
    type_in(at_desk, way="visit")
    code = " ".join(group.text for group in file(at_desk).select(".code span"))
    at_desk.click("Ouvrir le dossier")
    assert "Saisie et relue avec la personne, au téléphone, Dominique" in at_desk.text
    other_browser.get("/suivi")
    other_browser.submit("Ouvrir", code=code)
    other_browser.follow()
    assert "Le centre a écrit votre envie avec vous." in other_browser.text
    assert "Dominique" not in other_browser.text


def test_nothing_of_the_agent_is_offered_as_the_persons(at_desk, agent):
    form = at_desk.page.select_one("form.reach")
    assert form["autocomplete"] == "off" and agent.email not in str(form)
    for name in ("phone", "email", "address", "first_name"):
        assert form.select_one(f"[name={name}]")["autocomplete"] == "off"
    assert form.select_one("[name=structure] option[selected]")["value"] == "exemple"


def test_both_agreements_are_needed(at_desk):
    type_in(at_desk, way="visit")
    check = at_desk.url
    for ticks in ({}, {"read_back": True}, {"agrees": True}):
        at_desk.get(check)
        at_desk.submit("Enregistrer l’envie", status=422, **ticks)
        assert at_desk.page.select_one("#summary") and WORDS in at_desk.text
    assert db.session.scalars(db.select(Proposal)).all() == []


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"channel": None}, "d’où vient cette envie"),
        ({"text": " ?? "}, "La personne préfère en parler"),
        ({"text": "mot " * 400}, "enlevez 99 caractères"),
        ({"way": None}, "Demandez comment lui répondre"),
        ({"way": "phone", "phone": "06"}, "dix chiffres"),
        ({"way": "sms"}, "dix chiffres"),
        ({"way": "email", "email": "camille@"}, "adresse e-mail complète"),
        ({"way": "letter", "address": "12"}, "12 rue de la Gare"),
        ({"age_band": "under_15", "visibility": "first_name"}, "le prénom n’est jamais montré"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(at_desk, answers, says):
    type_in(at_desk, status=422, **{"way": "visit", "organisation": "Les Voisins"} | answers)
    assert says in at_desk.text
    assert at_desk.page.select_one("#organisation")["value"] == "Les Voisins"
    assert db.session.scalars(db.select(DeskEntry)).all() == []


def test_a_forged_choice_is_refused(at_desk):
    data = {"channel": "online", "text": WORDS, "way": "pigeon", "structure": "ailleurs", "age_band": "7"}
    at_desk.post(DESK, data, status=422)
    assert at_desk.text.count("Ce choix n’est pas dans la liste") >= 3


def test_of_a_child_nothing_personal_is_kept_or_shown_again(at_desk):
    typed = {"way": "phone", "phone": "06 39 98 00 01", "first_name": "Tom", "age_band": "under_15"}
    type_in(at_desk, status=422, text="", **typed)
    assert "06 39 98 00 01" not in at_desk.response.text and "Tom" not in at_desk.response.text
    type_in(at_desk, visibility="without_name", **typed)
    draft = db.session.scalars(db.select(DeskEntry)).one()
    assert "06 39 98 00 01" not in str(draft.answers) and "Tom" not in str(draft.answers)
    assert "Nous ne gardons ni nom, ni numéro, ni adresse." in at_desk.text
    file(at_desk)
    assert db.session.scalars(db.select(Contact)).all() == []
    assert the_proposal().visibility == "without_name" and "Passe au centre" in at_desk.text


def test_it_is_corrected_before_it_is_filed(at_desk):
    type_in(at_desk, way="email", email="camille@example.org")
    at_desk.click("Modifier")
    assert at_desk.page.select_one("#email")["value"] == "camille@example.org"
    type_in(at_desk, text="Deux bancs.", way="letter", address="1 rue de l’Exemple, Lens")
    file(at_desk)
    contact = db.session.scalars(db.select(Contact)).one()
    assert the_proposal().text == "Deux bancs." and contact.email == ""


def test_an_entry_waits_is_found_again_and_may_be_erased(at_desk):
    type_in(at_desk, way="visit")
    at_desk.get(DESK)
    at_desk.click("La reprendre")
    at_desk.submit("Oui, effacer", to=DESK)
    at_desk.follow()
    assert "est effacée" in at_desk.text and "La reprendre" not in at_desk.text
    assert db.session.scalars(db.select(DeskEntry)).all() == []


def test_sent_twice_and_back_give_one_file_and_one_receipt(at_desk):
    type_in(at_desk, way="visit")
    page, url = at_desk.page, at_desk.url
    code = file(at_desk).select_one(".code").text
    receipt = at_desk.url
    at_desk.page, at_desk.url = page, url
    at_desk.submit("Enregistrer l’envie", read_back=True, agrees=True, to=receipt)
    for back in (url, url.removesuffix("/verifier")):
        at_desk.get(back, status=303, to=receipt)
    at_desk.get(receipt)
    assert at_desk.page.select_one(".code").text == code and the_proposal()


def test_the_next_one_keeps_the_channel_and_the_centre(at_desk, centre):
    type_in(at_desk, channel="street", way="visit", structure="")
    receipt = file(at_desk) and at_desk.url
    at_desk.submit("Oui, la personne a son reçu")
    at_desk.follow()
    assert at_desk.page.select_one("[name=channel][checked]")["value"] == "street"
    assert at_desk.page.select_one("[name=structure] option")["value"] == ""
    assert at_desk.page.select_one("textarea").text.strip() == ""
    at_desk.get(receipt)
    assert not at_desk.page.select(".code") and "n’est plus affiché" in at_desk.text


def test_nobody_else_opens_an_entry_or_a_receipt(at_desk, centre, other_browser):
    type_in(at_desk, way="visit")
    check = at_desk.url
    file(at_desk)
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    other_browser.get(check, status=410)
    assert "Cette saisie n’est plus là" in other_browser.text
    other_browser.get(at_desk.url, status=404)


def test_in_the_centres_own_name_another_person_publishes(at_desk, agent):
    type_in(at_desk, way="visit", proposer_kind="centre", visibility="without_name")
    file(at_desk)
    assert the_proposal().own_name_of_id == agent.id
    at_desk.click("Ouvrir le dossier")
    assert "publish" not in [tag["value"] for tag in at_desk.page.select("[name=decision_event]")]


def test_words_of_danger_say_whom_to_call_and_alert_the_centre(at_desk, agent, mailbox):
    type_in(at_desk, text="Mon voisin me frappe, j’ai peur.", way="visit")
    assert at_desk.page.select_one('a[href="tel:17"]') and at_desk.page.select_one('a[href="tel:119"]')
    file(at_desk)
    assert at_desk.page.select_one('a[href="tel:17"]') and the_proposal().alerts
    db.session.commit()
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox] == [agent.email]


def test_a_file_for_another_centre_leaves_the_agent_a_receipt_alone(at_desk):
    other = factories.centre()
    at_desk.get(DESK)
    type_in(at_desk, way="visit", structure=other.slug)
    file(at_desk)
    assert at_desk.page.select_one(".code") and "Ouvrir le dossier" not in at_desk.text


def test_a_day_later_nothing_of_it_is_left(at_desk):
    type_in(at_desk, way="visit")
    desk.forget(datetime.now(UTC) + timedelta(hours=23))
    assert db.session.scalars(db.select(DeskEntry)).one()
    desk.forget(datetime.now(UTC) + timedelta(hours=25))
    assert db.session.scalars(db.select(DeskEntry)).all() == []


def test_the_code_leaves_the_screen_by_itself(at_desk):
    type_in(at_desk, way="visit")
    file(at_desk)
    receipt = db.session.scalars(db.select(DeskReceipt)).one()
    factories.save(receipt).expires_at = datetime.now(UTC)
    db.session.commit()
    at_desk.get(at_desk.url)
    assert not at_desk.page.select(".code")
    desk.forget(datetime.now(UTC))
    assert db.session.scalars(db.select(DeskReceipt)).one().seed is None


def test_the_desk_reads_what_is_alike_whatever_became_of_it(at_desk):
    factories.published(title="Un banc devant l’école", text="Pour s’asseoir.")
    done = factories.reread(factories.published(title="Des bancs au soleil", text="Pour s’asseoir."))
    done.outcome = "realised"
    factories.save(done)
    at_desk.get(DESK)
    type_in(at_desk, way="visit", text="Un banc pour s’asseoir")
    told = at_desk.text.replace("\u00a0", " ")
    assert "Des envies ressemblent à celle-ci" in told and "cela existe déjà : allez-y" in told
    assert "Un banc devant l’école" in told and "Des bancs au soleil" in told


def test_the_desk_compares_nothing_with_a_danger(at_desk):
    factories.published(title="Un banc devant l’école", text="Pour s’asseoir.")
    at_desk.get(DESK)
    type_in(at_desk, way="visit", text="Un banc, car mon mari me frappe")
    assert "ressemble" not in at_desk.text
