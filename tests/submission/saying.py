"""A resident says an envie d'agir, screen after screen: what every test that walks the form calls."""

from ctg_site.db import db
from ctg_site.models.proposals import Proposal

FORM = "/envies/proposer"


def write(browser, text="Un jardin partagé derrière l’école", age="adult"):
    """The words and the age; then how to answer."""
    browser.get(FORM)
    browser.submit("Continuer", text=text, age_band=age, to=f"{FORM}/contact")
    browser.follow()


def answer(browser, **contact):
    """How to answer; then what was said is read again."""
    browser.submit("Continuer", **contact, to=f"{FORM}/verifier")
    browser.follow()


def send(browser):
    browser.submit("Envoyer mon envie", to=f"{FORM}/recu")
    return browser.follow()


def add(browser, screen="ou", **said):
    """Once it is sent: where and with whom (`ou`), or a first name and whether it may be shown (`vous`)."""
    browser.get(f"{FORM}/{screen}")
    browser.submit("Enregistrer", **said)
    return browser.follow()


def the_proposal():
    return db.session.scalars(db.select(Proposal)).one()
