"""Values and news in the list of actions: one field a row, each saved alone."""

import pytest

from ctg_site.actions.editing import operations as editing
from ctg_site.actions.editing import queries as editing_queries
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.actions import ProgressUpdate
from ctg_site.models.indicators import Measure
from tests import factories
from tests.actions.makers import measured

pytestmark = pytest.mark.usefixtures("clock")
LIST = "/equipe/actions/valeurs"


@pytest.fixture
def lead():
    return factories.centre(name="Centre des Mésanges")


@pytest.fixture
def action(make, lead):
    return measured(make, lead, "Une crèche qui ouvre tôt", "Familles reçues", "Matins ouverts")


def form_of(indicator):
    return f"#r_i{indicator.id} form"


def values(indicator):
    rows = db.session.scalars(db.select(Measure).where(Measure.indicator_id == indicator.id))
    return {row.year: (row.target, row.value) for row in rows}


@pytest.mark.parametrize(
    ("typed", "kept"), [("6 000,50", 6000.5), ("45 %", 45.0), ("0", 0.0), ("1\u202f200", 1200.0)]
)
def test_a_row_is_saved_alone_and_says_so_where_it_is(desk, action, typed, kept):
    first, second = action.indicators
    aimed = [{"year": 2026, "target": 50.0, "value": None, "comment": "au goûter"}]
    editing.save_measures(first, aimed, by=factories.staff(), version=first.version)
    desk.get(LIST)
    desk.submit(form_of(first), **{f"i{first.id}_value": typed})
    assert desk.response.location.endswith(f"#r_i{first.id}")
    desk.follow()
    assert desk.page.select_one(f"#said_i{first.id}_words").text == "Valeur enregistrée."
    assert values(first) == {2026: (50.0, kept)} and values(second) == {}
    assert editing_queries.history(action.id)[0].section == "mesures"


def test_what_is_wrong_is_kept_and_told_at_the_row(desk, action):
    first, second = action.indicators
    desk.get(LIST)
    desk.submit(form_of(first), status=422, **{f"i{first.id}_value": "beaucoup"})
    row = desk.page.select_one(f"#r_i{first.id}")
    assert "Écrivez un nombre" in row.text and row.select_one("input[type=text]")["value"] == "beaucoup"
    assert "Écrivez un nombre" not in desk.page.select_one(f"#r_i{second.id}").text
    assert values(first) == {}


def test_htmx_receives_the_outcome_of_the_row_alone(desk, action):
    first, second = action.indicators
    desk.get(LIST)
    desk.submit(form_of(first), target="saved", **{f"i{first.id}_value": "12"})
    desk.follow(target="saved")
    told = desk.page.select_one(f"#said_i{first.id}")
    assert told["data-hx-swap-oob"] == "true" and "Valeur enregistrée." in told.text
    assert told.select_one("input")["value"] == "12" and not desk.page.select_one(f"#said_i{second.id}")
    desk.get(LIST)
    desk.submit(form_of(second), target="saved", status=422, **{f"i{second.id}_value": "x"})
    assert "Écrivez un nombre" in desk.page.select_one(f"#said_i{second.id}").text


def test_somebody_who_wrote_meanwhile_is_not_overwritten(desk, action, other_browser):
    first = action.indicators[0]
    desk.get(LIST)
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    other_browser.get(LIST)
    other_browser.submit(form_of(first), **{f"i{first.id}_value": "10"})
    desk.submit(form_of(first), status=422, **{f"i{first.id}_value": "20"})
    assert "Quelqu’un a écrit autre chose" in desk.text and values(first) == {2026: (None, 10.0)}
    assert desk.page.select_one(f"#i{first.id}_value")["value"] == "20"


def test_an_emptied_value_is_not_recorded_any_more(desk, action):
    first = action.indicators[0]
    desk.get(LIST)
    desk.submit(form_of(first), **{f"i{first.id}_value": "10"})
    desk.follow()
    desk.submit(form_of(first), **{f"i{first.id}_value": ""})
    assert values(first) == {2026: (None, None)}


def test_the_year_chosen_is_the_year_written(desk, action):
    first = action.indicators[0]
    desk.get(f"{LIST}?annee=2025")
    desk.submit(form_of(first), **{f"i{first.id}_value": "9"})
    assert values(first) == {2025: (None, 9.0)} and "annee=2025" in desk.response.location
    desk.get(f"{LIST}?annee=1999")
    assert "Valeurs de 2026" in desk.text


def test_news_of_the_coordination_are_public_and_those_of_an_agent_wait(desk, action, lead, other_browser):
    news = f"a{action.id}_news"
    desk.get(LIST)
    desk.submit(f"#r_a{action.id} form", **{news: "La crèche ouvre aussi le mercredi."})
    desk.follow()
    assert "Nouvelle enregistrée." in desk.page.select_one(f"#r_a{action.id}").text
    desk.submit(f"#r_a{action.id} form", **{news: "La crèche ouvre aussi le mercredi."})
    desk.follow()
    desk.submit(f"#r_a{action.id} form", status=422, **{news: ""})
    assert "Écrivez une phrase" in desk.page.select_one(f"#r_a{action.id}").text
    other_browser.sign_in(factories.staff(Role.AGENT, lead))
    other_browser.get(LIST)
    other_browser.submit(f"#r_a{action.id} form", **{news: "Un goûter le 3."})
    told = db.session.scalars(db.select(ProgressUpdate).order_by(ProgressUpdate.id)).all()
    assert [(one.public_text, one.published_at is not None) for one in told] == [
        ("La crèche ouvre aussi le mercredi.", True),
        ("Un goûter le 3.", False),
    ]


def test_an_agent_sees_and_fills_their_own_actions_alone(browser, make, action, lead):
    other = measured(make, factories.centre(), "Une autre action")
    browser.sign_in(factories.staff(Role.AGENT, lead))
    browser.get(LIST)
    assert "Une crèche" in browser.text and "Une autre action" not in browser.text
    browser.post(
        f"/equipe/actions/{other.number}/valeurs/{other.indicators[0].id}",
        {f"i{other.indicators[0].id}_value": "3"},
        status=403,
    )
    assert values(other.indicators[0]) == {}


def test_filters_by_bearer_and_theme(desk, make, action):
    elsewhere = factories.centre(name="Maison du Ruisseau")
    other = measured(make, elsewhere, "Une autre action")
    commitment = editing_queries.conventions_of(action)[0].commitments[0]
    editing.save_section(
        editing_queries.any_action(other.number),
        "identite",
        {"commitments": [str(commitment.id)]},
        by=factories.staff(Role.COORDINATOR),
        version=editing_queries.any_action(other.number).version,
    )
    desk.get(LIST)
    desk.submit("Voir ces actions", porteur=elsewhere.slug)
    assert "Une autre action" in desk.text and "Une crèche" not in desk.text
    desk.get(LIST)
    desk.submit("Voir ces actions", theme=commitment.theme.code)
    assert "Une autre action" in desk.text and "Une crèche" not in desk.text
    desk.get(f"{LIST}?theme=XX")
    assert "Aucune action ici" in desk.text


def test_the_list_costs_the_same_and_is_paged(desk, make, lead, queries):
    measured(make, lead, "La première")
    desk.get(LIST)
    queries.clear()
    desk.get(LIST)
    few = len(queries)
    for number in range(24):
        measured(make, lead, f"Action numéro {number}", "Un", "Deux")
    queries.clear()
    desk.get(LIST)
    assert len(queries) == few, "\n".join(queries)
    assert len(desk.page.select("section.panel")) == 20
    desk.click("Les suivantes")
    assert len(desk.page.select("section.panel")) == 5
