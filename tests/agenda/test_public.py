"""What everybody reads of the agenda: what comes, what took place, what was decided; nothing internal."""

from datetime import time, timedelta

import pytest

from ctg_site.agenda.bodies import operations as body_operations
from ctg_site.agenda.meetings import operations
from ctg_site.db import db
from ctg_site.domain.meetings import College
from ctg_site.domain.recurrence import Repeat, Rule
from ctg_site.models.convention import Commitment, GoverningBody
from tests import factories
from tests.agenda.makers import TODAY, decided, many, meeting, reread, somebody
from tests.lens import load_lens

pytestmark = pytest.mark.usefixtures("clock")
PAST = TODAY - timedelta(days=10)


@pytest.fixture
def body():
    load_lens()
    return db.session.scalar(db.select(GoverningBody).filter_by(key="comite-technique"))


def test_an_empty_agenda_says_what_to_do(browser):
    browser.get("/agenda/")
    assert "Aucun rendez-vous n’est prévu" in browser.text
    browser.click("Passés")
    assert "Rien ne s’est encore passé" in browser.text
    browser.get("/instances/")
    assert "Aucune instance n’est encore décrite" in browser.text


def test_what_comes_the_next_first_and_the_past_the_latest_first(browser):
    for name, day in (("Loin", 20), ("Demain", 1), ("Hier", -1), ("Avant", -30)):
        meeting(title=name, day=TODAY + timedelta(days=day))
    meeting(title="Ce matin", day=TODAY, start=time(8), end=time(9))
    meeting(title="Entre nous", is_public=False)
    browser.get("/agenda/")
    titles = [tag.get_text() for tag in browser.page.select("h3")]
    assert titles == ["Ce matin", "Demain", "Loin"]
    browser.click("Passés")
    assert [tag.get_text() for tag in browser.page.select("h3")] == ["Hier", "Avant"]
    assert "Entre nous" not in browser.text


def test_each_filter_has_its_address_and_combines(browser, body):
    quarter = factories.district(name="Les Mésanges")
    centre = factories.centre(name="Centre des Mésanges", district_id=quarter.id)
    meeting(centre, title="Café", district_id=quarter.id)
    meeting(title="Comité", kind="technical", body_id=body.id)
    browser.get("/agenda/")
    browser.click("Réunion technique")
    assert "Comité" in browser.text and "Café de l’info" in browser.text
    assert [tag.get_text() for tag in browser.page.select("h3")] == ["Comité"]
    browser.get("/agenda/")
    browser.submit("Voir ces rendez-vous", structure=centre.slug)
    assert browser.response.request.args["structure"] == centre.slug
    assert [tag.get_text() for tag in browser.page.select("h3")] == ["Café"]
    browser.get(f"/agenda/?quartier={quarter.slug}&sorte=info_cafe")
    assert [tag.get_text() for tag in browser.page.select("h3")] == ["Café"]
    browser.get("/agenda/?instance=comite-technique&quartier=inconnu")
    assert "Aucun rendez-vous pour ces choix" in browser.text
    browser.click("Effacer les choix")
    assert len(browser.page.select("h3")) == 2


def test_htmx_replaces_the_list_alone(browser):
    meeting(title="Seule")
    browser.get("/agenda/?sorte=workshop", target="meetings")
    assert browser.page.select_one("#meetings") and not browser.page.select("h1")
    assert "Aucun rendez-vous pour ces choix" in browser.text


@pytest.mark.parametrize(
    "address", ["?quand=demain", "?sorte=<b>", "?apres=99999999999", "?apres=-1", "?structure=" + "x" * 3000]
)
def test_whatever_an_address_says_is_answered(browser, address):
    browser.get(f"/agenda/{address}")


def test_the_pages_follow_each_other_without_a_gap(browser):
    many(45)
    seen, pages = [], 0
    browser.get("/agenda/")
    while True:
        pages += 1
        seen += [tag.get_text() for tag in browser.page.select("h3")]
        following = browser.page.select_one("a[rel=next]")
        if following is None:
            break
        browser.get(following["href"])
    assert pages == 3 and len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize(
    "address", ["/agenda/", "/agenda/?quand=passes", "/agenda/?sorte=workshop", "/agenda.ics"]
)
def test_the_list_costs_the_same_at_ten_and_at_ten_thousand(app, queries, address):
    client = app.test_client()
    many(10)
    counted = []
    for more in (0, 9990):
        many(more)
        queries.clear()
        assert client.get(address).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 7, counted


def test_a_meeting_says_all_that_one_needs_to_come(browser):
    centre = factories.centre(name="Centre des Mésanges", address="1 rue de l’Exemple")
    made = meeting(
        centre,
        description="On parle du quartier.",
        access="Plain-pied, langue des signes sur demande.",
        order_of_business="# L’ordre\n\n- les jeux\n- **le jardin**\n\n<script>alert(1)</script>",
    )
    browser.get(f"/agenda/{made.number}")
    for words in (
        "mardi 1er décembre 2026, de 18 h 00 à 20 h 00",
        "Plain-pied",
        "1 rue de l’Exemple",
        "les jeux",
    ):
        assert words in browser.text
    assert browser.page.select_one("article strong").get_text() == "le jardin"
    assert not browser.page.select("script:not([src], [type='application/ld+json'])")
    assert not browser.page.select_one("main a[href^='/inscription']")


def test_minutes_decisions_and_attendance_wait_for_publication(browser, body):
    made = meeting(day=PAST, body_id=body.id)
    by = somebody()
    commitment = db.session.scalar(db.select(Commitment).filter_by(number="JE1"))
    decided(made, by, commitments=[commitment.id])
    operations.count_people(made, {College.RESIDENTS: 12, College.TOWN: None}, by=by)
    operations.write_minutes(reread(made), "## Les jeux\n\nIls sont réparés.", by=by, version=made.version)
    browser.get(f"/agenda/{made.number}")
    assert (
        "réparés" not in browser.text
        and "permanence" not in browser.text
        and "12" not in browser.page.select_one("article").get_text()
    )
    assert "Le compte rendu n’est pas encore publié." in browser.text
    again = reread(made)
    operations.write_minutes(again, again.minutes, by=by, version=again.version, published=True)
    browser.get(f"/agenda/{made.number}")
    assert "Ils sont réparés." in browser.text and "Ouvrir une permanence" in browser.text
    assert browser.page.select_one("main h3").get_text() == "Les jeux"
    row = browser.page.select_one("table tbody tr").get_text(" ")
    assert "Habitantes et habitants" in row and "12" in row
    assert browser.page.select_one("main a[href$='/engagements/JE1']")


def test_a_cancelled_meeting_stays_and_says_so(browser):
    made = meeting(title="Atelier", takes_registrations=True)
    operations.cancel(made, "La salle est fermée.", by=somebody(), version=made.version)
    browser.get(f"/agenda/{made.number}")
    assert "Ce rendez-vous est annulé" in browser.text and "La salle est fermée." in browser.text
    assert "Je m’inscris" not in browser.text
    browser.get("/agenda/")
    assert "Annulé" in browser.text


def test_an_internal_meeting_is_nowhere(browser):
    made = meeting(is_public=False, day=PAST)
    browser.get(f"/agenda/{made.number}", status=404)
    browser.get(f"/agenda/{made.number}.ics", status=404)
    browser.get(f"/inscription/{made.number}", status=404)


def test_the_other_dates_of_a_series(browser):
    rule = Rule(Repeat.WEEKLY, until=TODAY + timedelta(days=30))
    made = meeting(rule=rule)
    browser.get(f"/agenda/{made.number}")
    assert len(browser.page.select("aside ul:last-of-type a[href^='/agenda/']")) == 3


def test_the_bodies_with_mandate_composition_and_meetings(browser, body):
    sitting = [
        body_operations.Seat(College.RESIDENTS, "deux habitantes"),
        body_operations.Seat(College.CAF, "direction", "Nom Entré"),
    ]
    said = body_operations.Composition("## Son rôle\n\nPréparer.", sitting)
    body_operations.compose(body, said, by=somebody(), version=body.version)
    meeting(title="Comité de juin", body_id=body.id)
    meeting(title="Comité passé", body_id=body.id, day=PAST)
    meeting(title="Comité interne", body_id=body.id, is_public=False)
    browser.get("/instances/")
    assert "2 sièges" in browser.text
    browser.click(body.name)
    for words in ("Préparer.", "deux habitantes", "direction : Nom Entré", "Comité de juin", "Comité passé"):
        assert words in browser.text
    assert "Comité interne" not in browser.text
    browser.get("/instances/inconnue", status=404)
