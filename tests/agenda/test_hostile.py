"""Whatever is typed or forged into the forms of the agenda: an answer in words, never a crash."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.agenda import Meeting
from tests import factories
from tests.agenda.makers import decided, meeting
from tests.browser import Browser
from tests.test_fuzz import ODD, QUICK, answers, refused_or_done

FORMS = {
    "/inscription/1": ("seats", "is_child", "way", "phone", "email", "first_name", "needs", "key"),
    "/inscription/code": ("code",),
    "/equipe/agenda/nouveau": (
        "kind",
        "title",
        "day",
        "start",
        "end",
        "structure",
        "repeat",
        "until",
        "every",
    ),
    "/equipe/agenda/1/modifier": ("version", "title", "day", "start", "places", "body", "district"),
    "/equipe/agenda/1/annuler": ("version", "reason", "following"),
    "/equipe/agenda/1/compte-rendu": ("version", "minutes", "for_everybody", "act"),
    "/equipe/agenda/1/presences": ("town", "caf", "residents"),
    "/equipe/agenda/1/documents": ("title", "document", "for_everybody"),
    "/equipe/agenda/1/decisions": ("text", "owner", "due_on", "commitments", "actions"),
    "/equipe/agenda/1/inscriptions": ("seats", "way", "phone", "needs"),
    "/equipe/agenda/decisions/1/suivi": ("event", "note", "version"),
    "/equipe/agenda/decisions/1/modifier": ("text", "due_on", "version", "commitments"),
}
READ = ("/agenda/", "/equipe/agenda/", "/equipe/agenda/decisions", "/agenda.ics", "/inscription/recu")
HOSTILE = (
    "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![i](http://example.org/i.png) <script>1</script>"
)


@pytest.fixture
def held(app):
    """Meeting number 1 and its decision, the coordination signed in, a resident before the form."""
    decided(meeting(takes_registrations=True, day=date.today() + timedelta(days=7)))
    coordinator = Browser(app.test_client()).sign_in(factories.staff(Role.COORDINATOR))
    coordinator.get("/equipe/agenda/1")
    resident = Browser(app.test_client())
    resident.get("/inscription/1")
    return coordinator, resident


@QUICK
@given(st.sampled_from(sorted(FORMS)), st.lists(st.none() | ODD | st.just(HOSTILE), min_size=9, max_size=9))
def test_whatever_is_sent_is_answered(held, address, values):
    browser = held[0] if address.startswith("/equipe") else held[1]
    refused_or_done(browser, address, answers(FORMS[address], values))


@QUICK
@given(st.sampled_from(sorted(READ)), ODD, ODD)
def test_whatever_is_asked_is_answered(app, address, name, value):
    db.session.commit()
    with app.app_context():
        asked = dict.fromkeys(("apres", "quand", "sorte", "instance", "quartier", "etat"), value)
        response = app.test_client().get(address, query_string=asked | {name: value})
    assert response.status_code < 500


@pytest.mark.parametrize("page", ["/instances/{}", "/agenda/instances/{}.ics", "/agenda/structures/{}.ics"])
@pytest.mark.parametrize("forged", ["%00", "a%00b", "%F0%9F%92%A9", "x" * 3000, "' OR 1=1"])
def test_forged_names_are_unknown(app, page, forged):
    assert app.test_client().get(page.format(forged)).status_code == 404


def test_hostile_markdown_is_shown_as_words(held):
    coordinator, resident = held
    made = db.session.scalar(db.select(Meeting))
    coordinator.get(f"/equipe/agenda/{made.id}/compte-rendu")
    coordinator.submit("Voir l’aperçu", minutes=HOSTILE, status=200)
    coordinator.submit("Enregistrer", for_everybody=True)
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    coordinator.submit("Enregistrer", order_of_business=HOSTILE, title=HOSTILE[:40])
    for page in ("/agenda/1", "/agenda/", "/inscription/1"):
        resident.get(page)
        main = resident.page.select_one("main")
        assert not main.select("img[src*=x], script:not([type='application/ld+json']), a[href^='javascript']")
        assert not [tag for tag in main.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
