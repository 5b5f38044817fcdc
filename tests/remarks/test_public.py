"""What everybody reads of what readers wrote: published words alone, at the same cost for few or many."""

import pytest

from ctg_site.actions.editing import operations as actions
from ctg_site.actions.editing import queries as staff_queries
from ctg_site.convention import queries as convention_queries
from ctg_site.db import db
from ctg_site.domain.participation import RemarkEvent, RemarkState
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action, action_commitment
from tests import factories
from tests.lens import load_lens
from tests.remarks.makers import decided, many, published, remark

CANARY = "un canari jaune 8241"
ACT = "/conventions/2022-2026"


@pytest.fixture
def subjects():
    """An envie, an action that serves JE1, and JE1 itself, with the public pages that speak of each."""
    load_lens()
    coordinator = factories.staff(Role.COORDINATOR)
    number = actions.create("Un conseil des jeunes", by=coordinator)
    action = staff_queries.any_action(number)
    actions.publish(action, by=coordinator, version=action.version)
    commitment = convention_queries.commitment("2022-2026", "JE1")
    link = action_commitment.insert().values(action_id=action.id, commitment_id=commitment.id)
    db.session.execute(link)
    db.session.commit()
    envie = factories.published(factories.centre())
    return {
        f"/envies/{envie.id}": envie,
        f"/actions/{number}": db.session.scalars(db.select(Action)).one(),
        f"{ACT}/engagements/JE1": commitment,
    }


def test_published_words_and_their_answer_are_read_on_each_page(browser, subjects):
    for number, (page, thing) in enumerate(subjects.items()):
        published(thing, f"Un mot lisible {number}")
        for address in (page, f"{page}/paroles"):
            browser.get(address)
            assert f"Un mot lisible {number}" in browser.text
            assert browser.page.select_one('a[href*="/paroles/"][rel=nofollow]')
    browser.get(f"{ACT}/jeunesse/")
    assert "Un mot lisible 2" in browser.text and "Un mot lisible 1" in browser.text
    browser.click("Action n° 1 : Un conseil des jeunes")


def test_what_is_not_published_is_read_nowhere(app, browser, subjects):
    for thing in subjects.values():
        remark(thing, f"{CANARY}, qui attend")
        remark(thing, f"{CANARY}, mis de côté", trapped=True)
        decided(remark(thing, f"{CANARY}, refusé"), RemarkEvent.REFUSE)
        decided(published(thing, f"{CANARY}, retiré"), RemarkEvent.HIDE)
    client, seen = app.test_client(), 0
    for rule in app.url_map.iter_rules():
        address = filled(rule.rule)
        if "GET" in rule.methods and not address.startswith("/equipe"):
            db.session.commit()
            with app.app_context():
                answer = client.get(address)
            seen += answer.status_code == 200
            assert b"canari" not in answer.get_data(), address
    assert seen > 30
    for page in subjects:
        for address in (page, f"{page}/paroles"):
            browser.get(address)
            assert "canari" not in browser.text and "Rien n’est encore publié ici." in browser.text


def filled(rule):
    """The address of a rule, about what is there."""
    for name, value in {"<period>": "2022-2026", "<theme>": "jeunesse", "<number>": "JE1"}.items():
        rule = rule.replace(name, value)
    return rule.replace("<int:number>", "1").replace("<int:envie>", "1").replace("<slug>", "centre-1")


def test_words_about_an_action_that_is_a_draft_again_leave_the_theme(browser, subjects):
    page, action = list(subjects.items())[1]
    published(action, "Un mot sur l’action")
    action.is_published = False
    db.session.commit()
    browser.get(f"{ACT}/jeunesse/")
    assert "Un mot sur l’action" not in browser.text
    browser.get(f"{page}/paroles", status=404)


def test_the_pages_cost_the_same_at_few_and_at_many(browser, subjects, queries):
    for page, thing in subjects.items():
        counts = []
        for count in (2, 8, 60):
            many(count, thing, text=f"Mot de {count}, numéro")
            queries.clear()
            browser.get(page)
            counts.append(len(queries))
            assert len([one for one in queries if "FROM remark" in one]) == 1, page
        assert len(set(counts)) == 1, (page, counts)
        assert len(browser.page.select("[aria-labelledby=heard_title] > .journal > li")) == 10
        browser.click("Tout lire")
        numbers = []
        while True:
            numbers += [item.text for item in browser.page.select("main .journal > li")]
            if not browser.page.select("[rel=next]"):
                break
            browser.click("Plus anciennes")
        assert len(numbers) == len(set(numbers)) == 70 and "Mot de 60, numéro 59" in numbers[0]


def test_the_page_of_all_costs_the_same_anywhere(browser, subjects, queries):
    page, thing = next(iter(subjects.items()))
    many(90, thing)
    counts = []
    for after in ("", "?apres=80", "?apres=25", "?apres=oups"):
        queries.clear()
        browser.get(f"{page}/paroles{after}")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_waiting_ones_are_never_counted(browser, subjects):
    page, thing = next(iter(subjects.items()))
    many(10, thing)
    many(30, thing, RemarkState.WAITING)
    browser.get(page)
    assert "Tout lire" not in browser.text


def test_hostile_words_are_shown_as_text(browser, subjects):
    page, thing = next(iter(subjects.items()))
    published(thing, "<b>gras</b> {{ 7*7 }}\n\nDeuxième ligne")
    browser.get(page)
    assert "<b>gras</b> {{ 7*7 }}" in browser.text and not browser.page.select("b:-soup-contains('gras')")
