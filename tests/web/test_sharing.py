"""What other sites show of a shared page: its title, its words, its address; nothing of a personal one."""

import json

import pytest

from ctg_site.follow_up import operations as follow_up
from tests import factories
from tests.agenda import makers


def told(browser, name):
    (found,) = browser.page.select(f"meta[property='og:{name}']")
    return found["content"]


def facts(browser, kind):
    blocks = [json.loads(one.string) for one in browser.page.select("script[type='application/ld+json']")]
    (found,) = [one for one in blocks if one["@type"] == kind]
    assert found["@context"] == "https://schema.org"
    return found


def test_an_envie_shows_its_published_words(browser):
    centre = factories.centre(name="Centre Exemple")
    envie = factories.published(
        centre, 'Un « grand » jardin & "co"', text="On cultive.", first_name="Zoéline"
    )
    browser.get(f"/envies/{envie.number}?apres=3")
    address = f"http://localhost/envies/{envie.number}"
    assert told(browser, "title") == 'Un « grand » jardin & "co"'
    assert (told(browser, "description"), told(browser, "url")) == ("On cultive.", address)
    assert browser.page.select_one("link[rel=canonical]")["href"] == address
    assert (told(browser, "locale"), told(browser, "type")) == ("fr_FR", "article")
    work = facts(browser, "CreativeWork")
    assert (work["headline"], work["text"], work["url"]) == (
        'Un « grand » jardin & "co"',
        "On cultive.",
        address,
    )
    assert work["publisher"]["name"] == "Centre Exemple" and "Zoéline" not in json.dumps(work)
    trail = facts(browser, "BreadcrumbList")["itemListElement"]
    assert [one["position"] for one in trail] == [1, 2, 3] and trail[2]["item"] == address
    assert trail[0] == {"@type": "ListItem", "position": 1, "name": "Accueil", "item": "http://localhost/"}


def test_a_meeting_is_an_event(browser, clock):
    meeting = makers.meeting(factories.centre(name="Centre", address="1 rue"), title="Café")
    browser.get(f"/agenda/{meeting.number}")
    event = facts(browser, "Event")
    assert event["startDate"] == "2026-12-01T18:00+01:00" and event["endDate"] == "2026-12-01T20:00+01:00"
    assert event["location"] == {"@type": "Place", "name": "Salle du haut", "address": "1 rue"}
    assert event["eventStatus"].endswith("EventScheduled")


def test_home_tells_which_site_this_is(browser):
    browser.get("/")
    assert facts(browser, "WebSite")["url"] == "http://localhost/"
    image = told(browser, "image").removeprefix("http://localhost")
    with browser.client.get(image) as answer:
        assert answer.mimetype == "image/png" and len(answer.data) < 40_000


HOSTILE = "</script><script>alert(1)</script><!-- <b onclick=x> \" ' \\u2028 {{ 7*7 }}"


def test_words_never_leave_their_data_block(browser):
    envie = factories.published(title=HOSTILE, text=HOSTILE)
    browser.get(f"/envies/{envie.number}")
    assert facts(browser, "CreativeWork")["headline"] == HOSTILE
    assert told(browser, "title").startswith(HOSTILE[:9])
    assert len(browser.page.select("script:not([src], [type='application/ld+json'])")) == 0
    assert b"</script><script>" not in browser.response.data


@pytest.mark.parametrize(
    "page", ["/suivi", "/envies/proposer/envie", "/equipe/connexion", "/signaler/1", "/inscription/code"]
)
def test_a_personal_page_has_nothing_to_share(browser, page):
    factories.published()
    browser.get(page)
    assert not browser.page.select("meta[property], link[rel=canonical], script[type='application/ld+json']")


def test_an_error_has_nothing_to_share(browser):
    for page in ("/nulle-part", "/envies/999"):
        browser.get(page, status=404)
        assert not browser.page.select("meta[property], link[rel=canonical]")


def test_plain_links_to_speak_of_it(browser):
    envie = factories.published(title="Jardin & co ?\u00a0a=b")
    browser.get(f"/envies/{envie.number}")
    links = {tag["href"].partition(":")[0]: tag["href"] for tag in browser.page.select("main a[href]")}
    assert links["mailto"].startswith("mailto:?subject=Jardin%20%26%20co%20%3F%C2%A0a%3Db&body=http")
    assert links["sms"].startswith("sms:?&body=Jardin%20%26%20co")
    assert f"http://localhost/envies/{envie.number}" in browser.text


def test_withdrawn_words_are_not_shared(browser):
    envie = factories.published(title="Canari")
    browser.get(f"/envies/{envie.number}")
    follow_up.withdraw(factories.reread(envie), by=factories.author(envie))
    browser.get(f"/envies/{envie.number}", status=404)
    assert "Canari" not in browser.response.text
