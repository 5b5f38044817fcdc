"""The Atom feed of the published envies: valid, stable, and forgetful of what is hidden."""

from datetime import UTC, datetime, timedelta

import pytest
from defusedxml import ElementTree

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.proposals import Proposal
from ctg_site.moderation import operations as moderation
from tests import factories
from tests.proposals.test_poster import hide

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(app):
    db.session.commit()
    answer = app.test_client().get("/envies.atom")
    assert answer.status_code == 200 and answer.mimetype == "application/atom+xml"
    assert "Set-Cookie" not in answer.headers
    root = ElementTree.fromstring(answer.data)
    check(root)
    return root


def check(root):
    """What RFC 4287 asks of a feed and of its entries."""
    assert root.tag == f"{ATOM}feed"
    for one in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(ATOM + name)) == 1 and one.findtext(ATOM + name), name
        assert one.findtext(f"{ATOM}author/{ATOM}name")
        moment = datetime.fromisoformat(one.findtext(f"{ATOM}updated"))
        assert moment.tzinfo is not None and one.findtext(f"{ATOM}updated")[10] == "T"
        assert [link.get("rel") for link in one.findall(f"{ATOM}link")].count("alternate") == 1
        assert all(link.get("href").startswith("http://localhost/") for link in one.findall(f"{ATOM}link"))
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) and all(one.startswith("tag:localhost,2026:") for one in ids)
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "http://localhost/envies.atom"


def entries(root):
    return root.findall(f"{ATOM}entry")


def test_an_empty_feed_is_valid(app):
    assert entries(feed(app)) == []


def test_an_entry_tells_the_published_words_and_the_centre(app):
    centre, district = (
        factories.centre(name="Centre Exemple"),
        factories.district(slug="cite-12", name="Cité 12"),
    )
    envie = factories.published(
        centre,
        "Un jardin",
        text="On cultive <b>ensemble</b> & on mange.",
        district=district.slug,
        first_name="Zoéline",
    )
    (entry,) = entries(feed(app))
    assert entry.findtext(f"{ATOM}title") == "Un jardin"
    assert entry.findtext(f"{ATOM}content") == "On cultive <b>ensemble</b> & on mange."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Centre Exemple"
    assert entry.find(f"{ATOM}category").get("label") == "Cité 12"
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost/envies/{envie.number}"
    assert "Zoéline" not in ElementTree.tostring(entry, encoding="unicode")


def test_what_is_hidden_or_waits_is_not_told(app):
    kept, hidden = factories.published(title="Reste"), factories.published(title="Canari")
    factories.proposal(text="Canari aussi")
    assert len(entries(feed(app))) == 2
    hide(hidden)
    assert [one.findtext(f"{ATOM}title") for one in entries(feed(app))] == ["Reste"]
    assert kept.number


def test_a_correction_moves_the_date_and_keeps_the_id(app, clock):
    envie = factories.published(title="Un jardin")
    (before,) = entries(feed(app))
    clock.shift(timedelta(days=2))
    agent, kept = factories.staff(Role.COORDINATOR), factories.reread(envie)
    moderation.correct(
        kept, moderation.Words("Un grand jardin", "Des mots."), by_email(agent.email), kept.version
    )
    (after,) = entries(feed(app))
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}published") == before.findtext(f"{ATOM}published")
    moved = [datetime.fromisoformat(one.findtext(f"{ATOM}updated")) for one in (before, after)]
    assert moved[1] - moved[0] == timedelta(days=2)
    assert moved[1] == datetime.now(UTC).replace(microsecond=0)


@pytest.mark.parametrize("text", ["a\x01b\x0bc\x1f d", "]]> <![CDATA[ &amp; \ufffe", "😀 عربي é", "x" * 1400])
def test_any_words_make_a_valid_feed(app, text):
    envie = factories.published(title="Titre", text="Des mots")
    db.session.execute(
        db.update(Proposal).where(Proposal.id == envie.id).values(public_title=text, public_text=text)
    )
    assert len(entries(feed(app))) == 1


def test_it_holds_the_thirty_latest_in_one_statement(app, queries):
    for number in range(32):
        factories.published(title=f"Envie {number}")
    db.session.commit()
    queries.clear()
    root = feed(app)
    titles = [one.findtext(f"{ATOM}title") for one in entries(root)]
    assert len(titles) == 30 and titles[0] == "Envie 31"
    assert len([one for one in queries if one.startswith("SELECT")]) == 1


def test_the_same_feed_is_not_sent_twice(app):
    client = app.test_client()
    tag = client.get("/envies.atom").headers["ETag"]
    assert client.get("/envies.atom", headers={"If-None-Match": tag}).status_code == 304


def test_pages_say_where_the_feed_is(browser):
    for page in ("/", "/envies/", "/aide"):
        browser.get(page)
        assert browser.page.select_one("link[type='application/atom+xml']")["href"] == "/envies.atom"
