"""Somebody asks to be told by e-mail, confirms from the mail, stops, by each kind of hand; axe sees all."""

from dataclasses import replace
from itertools import count
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.factory import create_app
from ctg_site.services import delivery
from tests.journeys.hands import said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import heading, sit_down

__all__ = ["sit_down"]

numbers = count(1)


@pytest.fixture(scope="session")
def post(environment, scenes):
    """The mails that the site has for an address, delivered as its own loop would."""
    app = create_app(replace(Settings.from_env(environment), mail_url="memory:", testing=True))

    def received(address):
        with app.app_context():
            delivery.deliver_pending()
            db.session.remove()
            db.engine.dispose()
        return [mail for mail in app.extensions["ctg_mailer"].sent if mail["To"] == address]

    return received


def link_in(mail):
    """The way to confirm, as the mail gives it, without the origin."""
    line = next(line for line in mail.get_content().splitlines() if "/etre-prevenu/lien/" in line)
    return "/etre-prevenu/lien/" + line.partition("/etre-prevenu/lien/")[2].split()[0]


def ask(hands, number, address):
    hands.page.goto(f"/envies/{number}")
    hands.follow("Être prévenu par e-mail")
    heading(hands, "Être prévenu par e-mail")
    hands.write("Votre adresse e-mail", address)
    hands.press("Me prévenir")
    heading(hands, "Regardez vos e-mails")


def test_asked_confirmed_and_stopped(sit_down, scenes, post):
    hands, address = sit_down(), f"lecteur{next(numbers)}@example.org"
    ask(hands, scenes.files["published"], address)
    (mail,) = post(address)
    hands.page.goto(link_in(mail))
    heading(hands, "Ce que vous suivez")
    hands.press("Oui, je confirme")
    said(hands, "C’est noté")
    ask(hands, scenes.files["told"], address)
    hands.page.goto(link_in(post(address)[-1]))
    hands.press("Non merci")
    said(hands, "C’est arrêté.")
    hands.sure("Tout arrêter")
    heading(hands, "C’est arrêté")


def test_stopped_by_the_mail_programme_in_one_click(sit_down, scenes, post):
    hands, address = sit_down(), f"abonne{next(numbers)}@example.org"
    ask(hands, scenes.files["published"], address)
    (mail,) = post(address)
    hands.page.goto(link_in(mail))
    hands.press("Oui, je confirme")
    said(hands, "C’est noté")
    one_click = Request(mail["List-Unsubscribe"].strip("<>"), data=b"List-Unsubscribe=One-Click")
    with urlopen(one_click, timeout=10) as answer:
        assert answer.status == 200
    hands.page.watch.expect("404")
    hands.page.goto(link_in(mail))
    heading(hands, "Ce lien n’ouvre plus rien")


def test_stopped_from_the_foot_of_the_mail(sit_down, scenes, post):
    hands, address = sit_down(), f"curieux{next(numbers)}@example.org"
    ask(hands, scenes.files["published"], address)
    hands.page.goto(f"{link_in(post(address)[0])}/arreter")
    heading(hands, "Ne plus recevoir d’e-mails ?")
    hands.press("Tout arrêter")
    heading(hands, "C’est arrêté")


def test_somebody_under_fifteen_gives_no_address(sit_down, scenes):
    hands = sit_down()
    hands.page.goto(f"/etre-prevenu/envie/{scenes.files['published']}")
    hands.choose("Oui")
    expect(hands.page.get_by_label("Votre adresse e-mail")).to_be_hidden()
    hands.press("Me prévenir")
    heading(hands, "Passe au centre")


def test_every_page_is_accessible(page, scenes, post):
    envie = f"/etre-prevenu/envie/{scenes.files['published']}"
    for path in (envie, "/etre-prevenu/theme/2022-2026/jeunesse", "/etre-prevenu/envoye"):
        page.goto(path)
        check_page(page)
    for path in ("/etre-prevenu/au-centre", "/etre-prevenu/arrete"):
        page.goto(path)
        check_page(page)
    page.watch.expect("422", "404")
    page.goto(envie)
    page.get_by_label("Votre adresse e-mail").fill("sans arobase")
    page.get_by_role("button", name="Me prévenir").click()
    expect(page.locator("#email_error")).to_be_visible()
    check_page(page)
    for number in (scenes.files["published"], scenes.files["told"]):
        page.goto(f"/etre-prevenu/envie/{number}")
        page.get_by_label("Votre adresse e-mail").fill("axe@example.org")
        page.get_by_role("button", name="Me prévenir").click()
    page.goto(link_in(post("axe@example.org")[0]))
    check_page(page)
    page.get_by_role("button", name="Oui, je confirme").first.click()
    check_page(page)
    page.goto(f"{page.url}/arreter")
    check_page(page)
    page.goto("/etre-prevenu/lien/" + "A" * 43)
    check_page(page)
