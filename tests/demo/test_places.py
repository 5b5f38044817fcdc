"""The places, the bridges and the pages of the demonstration: each reads well."""

from ctg_site.db import db
from ctg_site.models.places import Bridge, Structure


def test_every_place_and_page_reads_well(demonstration, browser):
    browser.get("/structures/")
    assert browser.page.select("figure svg[role=img]") and "12 lieux" in browser.text
    for slug in db.session.scalars(db.select(Structure.slug)).all():
        browser.get(f"/structures/{slug}")
    assert len(db.session.scalars(db.select(Bridge)).all()) == 3
    browser.get("/parcours?age=4")
    assert "La Cabane de démonstration" in browser.text and "Le goûter de l’école" in browser.text
    for page in ("/bienvenue/en", "/bienvenue/ar", "/aide"):
        browser.get(page)
    browser.click("Venir avec un enfant ou un interprète")


def test_without_a_convention_there_is_no_bridge(without_convention, browser):
    browser.get("/parcours")
    assert db.session.scalars(db.select(Bridge)).all() == []
