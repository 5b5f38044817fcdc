"""The poster of a public meeting: when, where, how to come; none of one that is not public."""

from ctg_site.agenda.meetings import operations
from tests import factories
from tests.agenda import makers
from tests.effects.sheets import alternatives, read, words


def poster(browser, meeting):
    browser.get(f"/agenda/{meeting.number}/affiche.pdf")
    return read(browser.response.data)


def test_the_page_leads_to_a_poster_that_says_when_and_where(browser, clock):
    centre = factories.centre(name="Centre Exemple")
    meeting = makers.meeting(
        centre, title="Café de l’info", description="On parle des vacances.", takes_registrations=True
    )
    browser.get(f"/agenda/{meeting.number}")
    browser.click("Affiche à imprimer (PDF)")
    sheet = read(browser.response.data)
    said = words(sheet)
    for part in (
        "Café de l’info",
        "1er décembre 2026",
        "de 18 h 00",
        "Salle du haut",
        "Centre Exemple",
        "vacances",
    ):
        assert part in said
    assert "20\u00a0h\u00a000" in sheet.pages[0].extract_text()
    assert "Inscrivez-vous" in said and f"http://localhost/agenda/{meeting.number}" in alternatives(sheet)[0]
    assert sheet.metadata.title == "Café de l’info" and len(sheet.pages) == 1


def test_a_cancelled_one_says_so_first(browser, clock):
    meeting = makers.meeting(factories.centre())
    operations.cancel(meeting, reason="La salle est fermée.", by=makers.somebody(), version=meeting.version)
    said = words(poster(browser, meeting))
    assert "Ce rendez-vous est annulé" in said and "La salle est fermée." in said


def test_one_that_is_not_public_has_none(browser):
    meeting = makers.meeting(factories.centre(), is_public=False)
    browser.get(f"/agenda/{meeting.number}/affiche.pdf", status=404)
