"""« J’en suis »: without account, counted once, told kindly, erased when somebody steps back."""

from datetime import timedelta

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.domain.workflow import Conclusion
from ctg_site.follow_up import operations as follow_up
from ctg_site.joining import operations
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal
from ctg_site.moderation.queries import file
from ctg_site.runtime import settings
from ctg_site.services import delivery
from tests import factories
from tests.joining.makers import PHONE, counted, joined, reread

ASKED = {"offers": ["time", "place"], "way": "email", "email": "sam@example.org", "first_name": "Sam"}


def rows():
    return list(db.session.scalars(db.select(Participation).order_by(Participation.id)))


def notices(template):
    return list(db.session.scalars(db.select(Notice).where(Notice.template == template)))


def test_a_resident_joins_gets_a_receipt_and_is_counted(browser, mailbox, clock):
    made = factories.published(factories.centre(), title="Un verger")
    browser.get(f"/envies/{made.id}")
    browser.click("J’en suis")
    clock.shift(timedelta(seconds=30))
    browser.submit("J’en suis", **ASKED, words="Libre le mercredi.", to="/rejoindre/recu")
    browser.follow()
    assert "C’est noté : vous en êtes" in browser.text
    assert "Avant le 8 décembre 2026, par e-mail." in browser.text
    assert browser.page.select_one(f'a[href="/etre-prevenu/envie/{made.id}"]')
    assert counted(made) == 1
    browser.get(f"/envies/{made.id}")
    assert "1 personne en est : 1 donne du temps, 1 prête un lieu." in browser.text
    assert "Sam" not in browser.text and "mercredi" not in browser.text
    browser.get("/envies/")
    assert "1 personne en est" in browser.text
    delivery.deliver_pending()
    mails = {mail["To"]: mail for mail in mailbox}
    assert "/rejoindre/lien/" in mails["sam@example.org"].get_content()
    author = next(mail for mail in mailbox if "Quelqu’un vous rejoint" in mail["Subject"])
    assert author["To"] == "camille@example.org"
    assert "sam@example.org" not in author.get_content() and "/suivi/" in author.get_content()


def test_of_a_child_nothing_personal_is_kept_nor_shown(browser, clock):
    made = factories.published()
    browser.get(f"/rejoindre/{made.id}")
    clock.shift(timedelta(seconds=30))
    personal = ASKED | {"words": "Mon numéro est le 06"}
    browser.submit("J’en suis", **personal | {"offers": []}, is_child="under_15", status=422)
    for word in ("Sam", "sam@example.org", "Mon numéro"):
        assert word not in browser.response.text
    browser.submit("J’en suis", **personal, is_child="under_15")
    browser.follow()
    assert "Passe au centre" in browser.text
    kept = rows()[0]
    assert kept.is_child and kept.way == "visit"
    assert (kept.first_name, kept.email, kept.words) == ("", "", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"offers": []}, "Cochez une case au moins"),
        ({"way": None}, "Choisissez comment le centre peut vous joindre."),
        ({"email": "sam"}, "adresse e-mail complète"),
        ({"way": "sms", "phone": "12"}, "dix chiffres"),
        ({"words": "x" * 501}, "trop long"),
    ],
)
def test_a_wrong_answer_is_said_and_the_rest_kept(browser, wrong, said):
    made = factories.published()
    browser.get(f"/rejoindre/{made.id}")
    browser.submit("J’en suis", **ASKED | {"words": "Libre le mercredi."} | wrong, status=422)
    assert said in browser.text
    assert browser.page.select_one("[name=first_name]")["value"] == "Sam"
    assert not rows()


def test_forged_choices_are_told(browser):
    made = factories.published()
    browser.get(f"/rejoindre/{made.id}")
    for name in ("way", "offers", "is_child"):
        browser.post(f"/rejoindre/{made.id}", ASKED | {name: "forged"}, status=422)
        assert "n’est pas dans la liste" in browser.text
    assert not rows()


def test_the_same_form_sent_twice_is_one_participation(browser, clock):
    made = factories.published()
    browser.get(f"/rejoindre/{made.id}")
    form = browser.page
    clock.shift(timedelta(seconds=30))
    for _ in range(3):
        browser.page = form
        browser.submit("J’en suis", **ASKED)
    assert counted(made) == 1 and len(rows()) == 1
    browser.get(f"/rejoindre/{made.id}", status=303, to="/rejoindre/recu")
    browser.follow()
    browser.click("Une autre personne en est aussi")
    clock.shift(timedelta(seconds=30))
    browser.submit("J’en suis", offers=["interest"], way="visit")
    assert counted(made) == 2


def test_stepping_back_erases_at_once(browser, clock):
    made = factories.published()
    browser.get(f"/rejoindre/{made.id}")
    clock.shift(timedelta(seconds=30))
    browser.submit("J’en suis", **ASKED | {"way": "phone", "phone": PHONE}, words="Libre le mercredi.")
    browser.follow()
    browser.submit("Oui, je me retire")
    browser.follow()
    assert "Vous n’en êtes plus" in browser.text
    kept = rows()[0]
    assert (kept.first_name, kept.phone, kept.words, kept.way, kept.seed) == ("", "", "", None, None)
    assert counted(made) == 0
    browser.post("/rejoindre/retrait")
    assert counted(made) == 0


def test_the_secret_link_opens_the_receipt_and_wrong_ones_are_slowed(browser, other_browser):
    made = joined(factories.published(), "skill")
    secret = codes.link_of(made.seed, settings().code_key)
    browser.get(f"/rejoindre/lien/{secret.lower()}", status=303, to="/rejoindre/recu")
    assert browser.response.headers["Referrer-Policy"] == "no-referrer"
    browser.follow()
    assert "Vous apportez : un savoir-faire." in browser.text
    browser.submit("Quitter")
    browser.follow()
    assert "Aucun reçu n’est affiché ici" in browser.text
    for _ in range(10):
        other_browser.get(f"/rejoindre/lien/{'A' * 26}", status=303)
    other_browser.get(f"/rejoindre/lien/{secret}", status=429)


def ended(proposal, event=Conclusion.SUCCEED):
    fresh = file(proposal.id)
    by = factories.staff(factories.Role.COORDINATOR)
    accompaniment.conclude(fresh, event, by=by, version=fresh.version, reason="Voilà.", public="Voilà.")


def test_an_envie_that_ended_says_so_and_gives_the_words_back(browser, clock):
    made = factories.published(title="Un verger")
    browser.get(f"/rejoindre/{made.id}")
    form = browser.page
    ended(made)
    browser.page = form
    clock.shift(timedelta(seconds=30))
    browser.submit("J’en suis", **ASKED, words="Libre le mercredi.", status=409)
    assert "On ne peut plus rejoindre cette envie" in browser.text and "Libre le mercredi." in browser.text
    assert not rows()
    browser.get(f"/rejoindre/{made.id}")
    assert "Un verger : réalisée." in browser.text
    browser.get(f"/envies/{made.id}")
    assert not browser.page.select('a[href^="/rejoindre/"]')


def test_what_the_public_never_read_is_unknown(browser):
    never = factories.proposal()
    browser.get(f"/rejoindre/{never.id}", status=404)
    browser.get("/rejoindre/9999", status=404)


def test_an_envie_that_is_not_shown_any_more_keeps_its_title(browser):
    made = factories.published(title="Un verger secret")
    follow_up.choose_visibility(made, factories.follow_up.Visibility.PRIVATE, by=factories.author(made))
    browser.get(f"/rejoindre/{made.id}")
    assert "Elle n’est plus visible sur le site." in browser.text and "verger" not in browser.text


def test_those_who_joined_are_told_in_their_own_way_when_it_moves(browser, mailbox):
    centre = factories.centre()
    made = factories.published(centre, way="phone", phone="06 39 98 00 01", email="")
    by_mail = joined(made, way="email", phone="", email="sam@example.org")
    by_phone, visits = joined(made), joined(made, way="visit", phone="", first_name="")
    gone = joined(made, way="email", phone="", email="parti@example.org")
    operations.leave(gone.proposal, gone, by=operations.VISITOR)
    ended(made)
    told = {one.participation_id: one.way for one in notices("joined_moved")}
    assert told == {
        by_mail.id: NoticeWay.EMAIL,
        by_phone.id: NoticeWay.PHONE,
        visits.id: NoticeWay.VISIT,
    }
    delivery.deliver_pending()
    mail = next(mail for mail in mailbox if "que vous avez rejointe" in mail["Subject"])
    assert mail["To"] == "sam@example.org" and "elle est réalisée" in mail.get_content()
    assert not [mail for mail in mailbox if mail["To"] == "parti@example.org"]
    browser.sign_in(factories.staff(factories.Role.AGENT, centre))
    browser.get(f"/equipe/envies/{made.id}")
    panel = browser.page.select_one("[aria-labelledby=t_tell]")
    assert "L’envie que vous avez rejointe" not in panel.get_text()
    browser.get("/equipe/rappels")
    assert "2 personnes à prévenir" in browser.text
    browser.get(f"/equipe/envies/{made.id}/participants")
    assert browser.text.count("elle est réalisée") == 2


def test_a_withdrawn_envie_tells_those_who_joined(mailbox):
    made = factories.published()
    joined(made, way="email", phone="", email="sam@example.org")
    follow_up.withdraw(file(made.id), by=factories.author(made))
    delivery.deliver_pending()
    mail = next(mail for mail in mailbox if "que vous avez rejointe" in mail["Subject"])
    assert "elle est retirée" in mail.get_content() and "/envies/" not in mail.get_content()


def test_the_author_is_told_once_a_day(clock):
    made = factories.published()
    for _ in range(3):
        joined(made)
    assert len(notices("somebody_joins")) == 1
    delivery.deliver_pending()
    joined(made)
    clock.shift(timedelta(days=2))
    joined(made)
    assert len(notices("somebody_joins")) == 2


def test_how_to_reach_them_is_forgotten_in_its_time(clock):
    made, other = factories.published(), factories.published()
    first, second = joined(made, words="Libre le mercredi."), joined(other)
    clock.shift(timedelta(hours=25))
    operations.forget(operations.now()), operations.forget_seeds(operations.now())
    assert reread(first).seed is None and reread(first).phone == PHONE
    ended(made)
    clock.shift(timedelta(days=31))
    operations.forget(operations.now())
    assert (reread(first).phone, reread(first).words, reread(first).way) == ("", "", None)
    assert reread(second).phone == PHONE
    clock.shift(timedelta(days=365))
    operations.forget(operations.now())
    assert reread(second).phone == "" and counted(other) == 1


def test_the_version_of_a_file_does_not_move_when_somebody_joins():
    made = factories.published()
    before = db.session.get(Proposal, made.id).version
    joined(made)
    db.session.expire_all()
    assert db.session.get(Proposal, made.id).version == before
