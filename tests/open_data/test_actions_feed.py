"""The Atom feed of the actions that move: their published news, where they are now; nothing of drafts."""

from datetime import date, datetime, timedelta

from defusedxml import ElementTree

from ctg_site.actions.editing import operations
from ctg_site.actions.editing.queries import any_action
from ctg_site.domain.policy import Role
from tests import factories
from tests.actions.conftest import convention, coordinator, make  # noqa: F401 -- fixtures
from tests.proposals.test_feed import ATOM

ADDRESS = "/actions.atom"


def entries(files):
    answer = files.get(ADDRESS)
    assert answer.status_code == 200 and answer.mimetype == "application/atom+xml"
    root = ElementTree.fromstring(answer.data)
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) and all(one.startswith("tag:localhost,2026:actions") for one in ids)
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "http://localhost/actions.atom"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    found = root.findall(f"{ATOM}entry")
    for one in (root, *found):
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated")).tzinfo is not None
    return [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}content")) for one in found]


def moved(action, by, **values):
    action = any_action(action.number)
    operations.save_section(action, "etat", values, by=by, version=action.version)


def test_an_empty_feed_is_valid(files):
    assert entries(files) == []


def test_news_and_states_are_told_the_latest_first(files, make, coordinator, clock):  # noqa: F811
    action = make("Un conseil des jeunes")
    operations.tell_progress(action, date(2026, 11, 20), "C’est <b>parti</b> & bien.", "Note", by=coordinator)
    clock.shift(timedelta(hours=1))
    moved(action, coordinator, state="under_way", state_reason="")
    clock.shift(timedelta(hours=1))
    moved(action, coordinator, state="postponed", state_reason="La salle est en travaux.")
    assert entries(files) == [
        (
            "Un conseil des jeunes\u00a0: Reportée",
            "L’action est maintenant dans cet état\u00a0: Reportée. La salle est en travaux.",
        ),
        ("Un conseil des jeunes", "C’est <b>parti</b> & bien."),
    ]
    moved(action, coordinator, state="postponed", state_reason="La salle est encore en travaux.")
    assert len(entries(files)) == 2, "the same state is no news"


def test_drafts_and_what_waits_are_not_told(files, make, coordinator):  # noqa: F811
    draft = make("Canari", published=False)
    operations.tell_progress(draft, date(2026, 11, 20), "Canari", "", by=coordinator)
    moved(draft, coordinator, state="under_way", state_reason="")
    centre = factories.centre()
    led = make("Un jardin", porteurs={"lead_id": centre.id})
    operations.tell_progress(led, date(2026, 11, 20), "Canari", "", by=factories.staff(Role.AGENT, centre))
    assert entries(files) == []
    operations.publish(draft, by=coordinator, version=any_action(draft.number).version)
    assert len(entries(files)) == 2


def test_it_holds_thirty_in_two_statements_and_is_not_sent_twice(files, make, coordinator, queries):  # noqa: F811
    action = make("Un jardin")
    for number in range(32):
        operations.tell_progress(action, date(2026, 11, 20), f"Nouvelle {number}", "", by=coordinator)
    files.get(ADDRESS)
    queries.clear()
    found = entries(files)
    assert len(found) == 30 and found[0][1] == "Nouvelle 31" and len(queries) == 2
    tag = files.get(ADDRESS).headers["ETag"]
    assert files.get(ADDRESS, If_None_Match=tag).status_code == 304
