"""One tap on a page that caches keep: no account, no token, no cookie; changed, taken back, counted once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.domain.participation import Choice
from ctg_site.models.opinions import Opinion
from ctg_site.opinions import operations, queries
from tests.browser import path_of
from tests.opinions.conftest import counts, doubts, je1, tapped

ELSEWHERE = {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
JE1 = "/conventions/2022-2026/engagements/JE1"


def silent(browser, url, data, *, status=303, to=None, **headers):
    """Send as a browser that says nothing of where the form was, or only what is given."""
    return browser._receive(browser._send("POST", url, data=data, headers=headers), url, None, status, to)


def test_a_tap_is_counted_and_told_on_a_page_of_its_own(browser, other_browser, action):
    browser.get(f"/actions/{action.number}")
    assert "Personne n’a encore donné son avis." in browser.text
    assert "Ce n’est pas un sondage" in browser.text and "Personne ne sait qui a répondu" in browser.text
    assert not browser.page.select("main [name=csrf_token]")
    browser.submit("Je l’ai vu")
    assert browser.response.headers["Referrer-Policy"] == "no-referrer"
    browser.follow()
    assert browser.response.headers["Referrer-Policy"] == "no-referrer"
    assert "Vous avez dit : « Je l’ai vu ». Merci." in browser.text
    assert browser.page.select_one(f"a[href='/paroles/action/{action.number}']")
    other_browser.get(f"/actions/{action.number}")
    assert "1 avis : 1 l’a vu." in other_browser.text
    kept = db.session.scalar(db.select(Opinion))
    assert kept.link_hash not in browser.url and "localhost" not in f"{kept.tap_key}{kept.seed}"


def test_it_is_changed_completed_and_taken_back(browser, action):
    browser.get(f"/actions/{action.number}")
    browser.submit("Pas encore vu")
    browser.follow()
    assert counts(action) == (0, 1, 0, 0) and doubts() == [1]
    browser.submit("Changer : Je l’ai vu", to=browser.url)
    browser.follow()
    assert "C’est noté." in browser.text and counts(action) == (1, 0, 0, 0) and doubts() == [0]
    browser.submit("À améliorer", to=browser.url)
    browser.follow()
    assert "Vous avez dit : « Je l’ai vu » et « À améliorer ». Merci." in browser.text
    assert counts(action) == (1, 0, 0, 1) and doubts() == [1]
    browser.submit("Oui, je retire mon avis", to=browser.url)
    browser.follow()
    assert "Il ne compte plus" in browser.text and "Vous ne dites rien" in browser.text
    assert counts(action) == (0, 0, 0, 0) and doubts() == [0]
    browser.submit("Utile")
    assert counts(action) == (0, 0, 1, 0)
    browser.follow()
    browser.click("Revenir à cette action")


def test_a_commitment_is_tapped_too_in_small_letters_as_well(browser):
    browser.get(JE1)
    browser.submit("Utile")
    browser.follow()
    assert "Engagement JE1" in browser.text
    assert browser.page.select_one("a[href='/paroles/engagement/2022-2026/JE1']")
    browser.post("/avis/engagement/2022-2026/je1", {"choice": "to_improve"})
    assert counts(je1()) == (0, 0, 1, 1)
    browser.get(JE1)
    assert "2 avis : 1 dit « utile », 1 dit « à améliorer »." in browser.text


def test_a_double_tap_is_one_opinion_and_two_people_are_two(browser, action, clock):
    address = f"/avis/action/{action.number}"
    browser.post(address, {"choice": "seen"})
    first = path_of(browser.response.location)
    clock.shift(timedelta(seconds=90))
    browser.post(address, {"choice": "seen"}, to=first)
    browser.post(address, {"choice": "seen"}, headers={"User-Agent": "another telephone"})
    assert path_of(browser.response.location) != first and counts(action)[0] == 2
    browser.post(address, {"choice": "useful"})
    clock.shift(timedelta(minutes=3))
    browser.post(address, {"choice": "seen"})
    assert counts(action) == (3, 0, 1, 0)


def test_in_a_centre_people_share_their_computers(action, clock):
    for _ in range(20):
        operations.tap(action, Choice.SEEN, "the computer of the library", None)
        operations.tap(action, Choice.SEEN, "the computer of the library", None)
        clock.shift(timedelta(seconds=6))
    assert counts(action)[0] == 20


def test_what_says_nothing_is_asked_to_confirm(browser, action):
    address = f"/avis/action/{action.number}"
    silent(browser, address, {"choice": "not_yet"}, to=f"{address}?choice=not_yet")
    assert counts(action) == (0, 0, 0, 0)
    browser.follow()
    assert "Vous voulez dire : « Pas encore vu »." in browser.text
    token = browser.page.select_one("[name=csrf_token]")["value"]
    silent(browser, address, {"choice": "not_yet", "csrf_token": token})
    assert counts(action) == (0, 1, 0, 0)
    browser.follow()
    assert "Vous avez dit : « Pas encore vu ». Merci." in browser.text


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({}, False),
    ],
)
def test_a_browser_is_believed_when_it_says_so(browser, action, headers, counted):
    silent(browser, f"/avis/action/{action.number}", {"choice": "seen"}, **headers)
    assert counts(action)[0] == counted


@pytest.mark.parametrize(
    "headers",
    [ELSEWHERE, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://elsewhere.example"}],
)
def test_other_sites_tap_nothing(browser, action, headers):
    silent(browser, f"/avis/action/{action.number}", {"choice": "seen"}, status=400, **headers)
    assert counts(action) == (0, 0, 0, 0)


def test_a_wrong_token_is_refused_and_the_choice_kept(browser, action):
    data = {"choice": "seen", "csrf_token": "forged"}
    browser.post(f"/avis/action/{action.number}", data, status=400, csrf=False)
    assert counts(action) == (0, 0, 0, 0)
    browser.submit("Envoyer à nouveau")
    assert counts(action)[0] == 1


def test_changing_needs_the_token_of_its_page(browser, action):
    (opinion,) = tapped(action, Choice.SEEN)
    address = f"/avis/{operations.secret(opinion)}"
    silent(browser, address, {"choice": "not_yet"}, status=400)
    silent(browser, f"{address}/retirer", {}, status=400)
    assert counts(action)[0] == 1


@pytest.mark.parametrize("choice", ["", "vu", "SEEN", "seen'--", "\x00"])
def test_an_unknown_choice_is_told(browser, action, choice):
    browser.post(f"/avis/action/{action.number}", {"choice": choice}, status=422)
    assert counts(action) == (0, 0, 0, 0)
    browser.submit("Utile")
    browser.follow()
    browser.post(browser.url, {"choice": choice}, status=422)
    assert counts(action) == (0, 0, 1, 0)


def test_without_a_choice_the_page_offers_them(browser, action):
    browser.get(f"/avis/action/{action.number}?choice=forged")
    browser.submit("À améliorer")
    assert counts(action) == (0, 0, 0, 1)


def test_what_does_not_exist_is_not_found(browser, make, action):
    draft = make("Un secret", published=False)
    browser.get(f"/avis/action/{action.number}")
    for address in (
        f"action/{draft.number}",
        "action/999",
        f"action/{2**40}",
        "engagement/2022-2026/ZZ9",
        "engagement/1999-2000/JE1",
        "A" * 26,
    ):
        browser.get(f"/avis/{address}", status=404)
        browser.get(f"/avis/action/{action.number}")
        browser.post(f"/avis/{address}", {"choice": "seen"}, status=404)


def test_an_action_withdrawn_since_shows_no_opinion(browser, action, coordinator):
    (opinion,) = tapped(action, Choice.SEEN)
    action.is_published = False
    db.session.commit()
    browser.get(f"/avis/{operations.secret(opinion)}", status=404)


def test_a_preview_has_no_buttons(desk, make):
    draft = make("Une action en préparation", published=False)
    desk.get(f"/equipe/actions/{draft.number}/apercu")
    assert "Et vous, qu’en pensez-vous" not in desk.text


def test_thirty_people_at_once_are_thirty(app, action):
    number, first = action.number, tapped(action, Choice.NOT_YET)[0].id
    db.session.remove()

    def somebody(n):
        with app.app_context():
            try:
                if n % 3 == 0:
                    operations.change(db.session.get(Opinion, first), [Choice.SEEN, Choice.NOT_YET][n % 2])
                operations.tap(queries.action(number), list(Choice)[n % 4], f"telephone {n}", None)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(somebody, range(30)))
    action = queries.action(number)
    found = counts(action)
    assert sum(found) == 31 and found[2:] == (7, 7) and doubts() == [found[1] + found[3]]
    first = db.session.get(Opinion, first)
    assert found[0] == 8 + (first.seen is True)


def test_the_same_finger_ten_times_at_once(app, action):
    number = action.number
    db.session.remove()

    def tap(_):
        with app.app_context():
            try:
                return operations.tap(queries.action(number), Choice.SEEN, "one telephone", "192.0.2.0/24").id
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(tap, range(10)))) == 1
    assert counts(queries.action(number))[0] == 1


def test_what_recognises_a_double_tap_is_soon_forgotten(browser, action, clock):
    (opinion,) = tapped(action, Choice.SEEN)
    address = f"/avis/{operations.secret(opinion)}"
    assert operations.forget(now()) == 0
    clock.shift(timedelta(hours=1))
    assert operations.forget(now()) == 1 and operations.forget(now()) == 0
    kept = db.session.scalar(db.select(Opinion).execution_options(populate_existing=True))
    assert (kept.tap_key, kept.seed) == (None, None)
    browser.get(address)
    browser.get(address.lower())
    assert "Je l’ai vu" in browser.text
