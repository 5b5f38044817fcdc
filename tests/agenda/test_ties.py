"""A meeting belongs to something: its themes, commitments and actions; their pages carry it."""

from datetime import date, timedelta

import pytest

from ctg_site.agenda.filters import MeetingFilters
from ctg_site.agenda.meetings import operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.recurrence import Repeat, Rule
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.agenda import Meeting, meeting_action, meeting_commitment, meeting_theme
from ctg_site.models.convention import Commitment, Convention, Theme
from tests import factories
from tests.agenda.makers import SOON, TODAY, decided, meeting, reread, same, somebody
from tests.lens import load_lens

pytestmark = pytest.mark.usefixtures("clock", "the_convention")
PAST = TODAY - timedelta(days=10)


@pytest.fixture
def the_convention():
    load_lens()


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def commitment(number="JE1"):
    current = db.select(Convention.id).where(Convention.is_current).scalar_subquery()
    return db.session.scalar(db.select(Commitment).filter_by(number=number, convention_id=current))


def action(number=4, title="Des bancs", **values):
    current = db.session.scalar(db.select(Convention.id).where(Convention.is_current))
    values = {"is_published": True, "convention_id": current} | values
    return factories.save(Action(number=number, title=title, changed_on=TODAY, **values))


def older():
    """A convention that is over, with one theme and one commitment of the same number."""
    source = {f"source_{name}": "Acte" for name in ("title", "reference", "vote")}
    days = {"source_adopted_on": date(2018, 1, 1), "source_received_on": date(2018, 1, 1)}
    convention = factories.save(
        Convention(
            period="2018-2021",
            title="L’ancienne",
            starts_on=date(2018, 1, 1),
            ends_on=date(2021, 12, 31),
            introduction="",
            **source,
            **days,
        )  # fmt: skip
    )
    theme = factories.save(
        Theme(
            convention_id=convention.id,
            position=1,
            code="JE",
            slug="jeunesse",
            name="La jeunesse d’avant",
            summary="",
            official_heading="",
        )  # fmt: skip
    )
    return factories.save(
        Commitment(
            convention_id=convention.id,
            theme_id=theme.id,
            position=1,
            number="JE1",
            key="je",
            plain_title="Un lieu d’avant",
            plain_text="",
            official_text="",
        )  # fmt: skip
    )


def tied(made, table=meeting_commitment):
    mine, other = table.columns
    return set(db.session.scalars(db.select(other).where(mine == made.id)))


def test_a_meeting_says_what_it_is_about_and_a_series_each_of_its_dates(coordinator, other_browser):
    one, bench = commitment(), action()
    coordinator.get("/equipe/agenda/nouveau")
    coordinator.submit(
        "Enregistrer",
        kind="workshop",
        title="Atelier des bancs",
        place="Parc",
        day=f"{SOON}",
        start="18:00",
        end="20:00",
        is_public=True,
        repeat="weekly",
        until=f"{SOON + timedelta(days=14)}",
        commitments=one.id,
        actions=bench.id,
    )
    made = list(db.session.scalars(db.select(Meeting)))
    assert [(tied(each), tied(each, meeting_action)) for each in made] == [({one.id}, {bench.id})] * 3
    other_browser.get(f"/agenda/{made[0].id}")
    other_browser.click(one.plain_title)
    assert "Atelier des bancs" in other_browser.text
    other_browser.get("/actions/4")
    assert "Atelier des bancs" in other_browser.text
    other_browser.get("/conventions/2022-2026/jeunesse/")
    assert "Atelier des bancs" in other_browser.text


def test_the_past_ones_come_with_what_they_decided_once(browser):
    one, by = commitment(), somebody()
    made = meeting(title="Le comité", day=PAST, by=by, commitments=[one.id])
    decided(made, by, text="Ouvrir le soir.", commitments=[one.id])
    address = "/conventions/2022-2026/engagements/JE1"
    browser.get(address)
    assert "Le comité" in browser.text and "Ouvrir le soir." not in browser.text
    operations.write_minutes(reread(made), "Dit.", by=by, version=made.version, published=True)
    elsewhere = meeting(title="Un autre jour", day=PAST, by=by)
    decided(elsewhere, by, text="Ouvrir le dimanche.", commitments=[one.id])
    operations.write_minutes(elsewhere, "Dit.", by=by, version=elsewhere.version, published=True)
    for page in (address, "/conventions/2022-2026/jeunesse/"):
        browser.get(page)
        assert browser.text.count("Ouvrir le soir.") == 1, "a decision is told once a page"
        assert "Ce qui a aussi été décidé" in browser.text and "Ouvrir le dimanche." in browser.text


def test_an_internal_meeting_is_on_no_page(browser):
    one, bench = commitment(), action()
    meeting(title="Entre nous", is_public=False, commitments=[one.id], actions=[bench.id])
    for page in ("/conventions/2022-2026/engagements/JE1", "/conventions/2022-2026/jeunesse/", "/actions/4"):
        browser.get(page)
        assert "Entre nous" not in browser.text and "Les rendez-vous" not in browser.text


def test_the_agenda_is_filtered_by_theme(browser):
    young = db.session.scalar(db.select(Theme).filter_by(code="JE"))
    meeting(title="Par son thème", themes=[young.id])
    meeting(title="Par son engagement", commitments=[commitment().id])
    meeting(title="Sans thème")
    browser.get("/agenda/")
    browser.submit("Voir ces rendez-vous", theme="JE")
    assert sorted(tag.get_text() for tag in browser.page.select("h3")) == [
        "Par son engagement",
        "Par son thème",
    ]
    browser.get("/agenda/?theme=<b>&quand=demain")
    assert len(browser.page.select("h3")) == 3 and MeetingFilters.of({"theme": "ZZ"}).narrowed


def test_what_is_tied_to_another_convention_is_never_lost(coordinator):
    past, now = older(), commitment()
    made = meeting(day=date(2021, 5, 4), commitments=[past.id])
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    offered = [tag["value"] for tag in coordinator.page.select("[name=commitments]")]
    assert offered[0] == str(past.id) and str(now.id) in offered, "its own convention comes first"
    assert "2018-2021, JE1" in coordinator.text
    coordinator.submit("Enregistrer", title="Un autre titre", commitments=[past.id, now.id])
    assert tied(made) == {past.id, now.id}
    kept = meeting(commitments=[past.id])
    coordinator.get(f"/equipe/agenda/{kept.id}/modifier")
    coordinator.submit("Enregistrer", title="Un autre titre")
    assert tied(kept) == {past.id}
    choice = decided(kept, commitments=[past.id])
    coordinator.get(f"/equipe/agenda/decisions/{choice.id}")
    coordinator.submit("Enregistrer la correction", text="Ouvrir le samedi.")
    coordinator.get(f"/equipe/agenda/decisions/{choice.id}")
    assert "Engagement JE1" in coordinator.text


def test_a_tie_that_one_may_not_read_stays_and_is_not_told(browser):
    mine, other = factories.centre(), factories.centre()
    draft = action(title="Le brouillon d’un autre", is_published=False, lead_id=other.id)
    made = meeting(mine, actions=[draft.id])
    browser.sign_in(factories.staff(Role.AGENT, mine))
    browser.get(f"/equipe/agenda/{made.id}/modifier")
    assert "Le brouillon d’un autre" not in browser.text
    browser.submit("Enregistrer", title="Un autre titre")
    assert reread(made).title == "Un autre titre" and tied(made, meeting_action) == {draft.id}


def test_a_tie_that_went_under_an_open_page_stays(browser):
    mine = factories.centre()
    bench = action()
    made = meeting(mine, actions=[bench.id])
    browser.sign_in(factories.staff(Role.AGENT, mine))
    browser.get(f"/equipe/agenda/{made.id}/modifier")
    bench.is_published = False
    factories.save(bench)
    browser.submit("Enregistrer", title="Un autre titre")
    assert reread(made).title == "Un autre titre" and tied(made, meeting_action) == {bench.id}


@pytest.mark.parametrize("name", ["themes", "commitments", "actions"])
def test_a_forged_tie_is_said_and_nothing_is_lost(coordinator, name):
    past = older()
    action()
    stranger = action(9, "D’avant", convention_id=past.convention_id)
    wrong = {"themes": 999, "commitments": past.id, "actions": stranger.id}[name]
    coordinator.get("/equipe/agenda/nouveau")
    coordinator.post(
        "/equipe/agenda/nouveau",
        {"kind": "workshop", "title": "Atelier", "place": "Parc", "day": f"{SOON}", "start": "18:00"}
        | {"end": "20:00", name: str(wrong)},
        status=422,
    )
    assert "n’est pas dans la liste" in coordinator.text
    assert coordinator.page.select_one("[name=title]")["value"] == "Atelier"


def test_a_change_of_ties_alone_is_kept_and_told_to_nobody(mailbox):
    by, one = somebody(), commitment()
    made = meeting(by=by)
    details = operations.Details(**same(made), commitments=[one.id])
    operations.change(made, details, made.slot, by=by, version=made.version)
    assert tied(made) == {one.id} and not mailbox


@pytest.mark.parametrize(
    "page", ["/conventions/2022-2026/jeunesse/", "/conventions/2022-2026/engagements/JE1", "/actions/4"]
)
def test_the_pages_cost_the_same_at_few_meetings_and_at_many(browser, queries, page):
    one, bench, by = commitment(), action(), somebody()
    counted = []
    for more in (1, 8):
        for day in (PAST, SOON):
            rule = Rule(Repeat.WEEKLY, until=day + timedelta(weeks=more - 1))
            meeting(day=day, by=by, rule=rule, commitments=[one.id], actions=[bench.id])
        queries.clear()
        browser.get(page)
        counted.append(len(queries))
    assert counted[0] == counted[1], counted
    assert len(browser.page.select("h2 + ul.grid > li")) <= 5


@pytest.mark.parametrize("tie", ["commitments", "themes", "actions", "draft"])
def test_the_agenda_is_narrowed_by_what_the_convention_says(browser, tie):
    carries = action(is_published=tie != "draft")
    db.session.execute(
        action_commitment.insert().values(action_id=carries.id, commitment_id=commitment("NUM1").id)
    )
    held = meeting(title="Atelier tablette")
    meeting(title="Bal")
    theme = db.session.scalar(db.select(Theme).filter_by(code="NUM"))
    tied = {"commitments": commitment("NUM2"), "themes": theme}.get(tie, carries)
    links = {"commitments": meeting_commitment, "themes": meeting_theme}.get(tie, meeting_action)
    db.session.execute(links.insert().values((held.id, tied.id)))
    browser.get("/agenda/?vise=domaine-inclusion-numerique")
    found = [tag.get_text() for tag in browser.page.select("#meetings .card h3")]
    if tie == "draft":
        assert not found, "an action that nobody reads says nothing of a meeting"
        assert "Aucun rendez-vous pour ces choix" in browser.text
        return
    assert found == ["Atelier tablette"]
    options = [tag.get_text() for tag in browser.page.select("#vise option")]
    assert options == ["Tout", "Inclusion numérique (1)"]
    browser.get("/agenda/?vise=domaine-handicap")
    assert "Aucun rendez-vous pour ces choix" in browser.text and "Votre choix (0)" in browser.text
