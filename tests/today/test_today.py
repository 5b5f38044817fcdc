"""« Aujourd’hui »: what each person owes, the gravest first, a line and a button each; under it, the week."""

from datetime import date, time, timedelta

import pytest

from ctg_site.actions.editing import operations as actions
from ctg_site.db import now
from ctg_site.domain.participation import Choice
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import NoticeFault
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.outbox import Notice
from ctg_site.moderation import operations as moderation
from ctg_site.remarks import queries as remarks
from tests import factories
from tests.actions.conftest import convention, make
from tests.agenda import makers as agenda
from tests.consultations.makers import contribution, make_consultation
from tests.joining.makers import joined
from tests.opinions.conftest import many_taps
from tests.remarks.makers import remark

__all__ = ["convention", "make"]
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def centre():
    return factories.centre(name="Centre des Mésanges")


@pytest.fixture
def agent(centre):
    return agenda.somebody(Role.AGENT, centre)


@pytest.fixture
def coordinator():
    return agenda.somebody()


def lines(browser):
    """What the page says, each with its button; as many buttons as lines."""
    browser.get("/equipe/")
    found = browser.page.select(".owed li")
    return [(flat(one.span.text), flat(one.a.contents[0])) for one in found]


def flat(words):
    return words.replace("\u00a0", " ").strip()


def said(browser):
    return [words for words, _ in lines(browser)]


def days_ago(days):
    return date(2026, 11, 24) - timedelta(days=days)


def test_an_agent_reads_what_waits_in_their_centre_the_gravest_first(browser, centre, agent, clock):
    envie = factories.published(centre)
    factories.report(envie)
    remark(remarks.proposal(envie.id).proposal)
    joined(envie)
    clock.shift(timedelta(days=1))
    agenda.meeting(centre, day=date(2026, 11, 24), start=time(18), by=agent)
    factories.decided(Decision.KEEP_PRIVATE, centre, way="phone", phone="06 39 98 00 01", email="")
    factories.proposal(centre, on=date(2026, 11, 25))
    factories.proposal(centre, text="On me frappe à la maison.")
    follow_up.write_message(envie, "Avez-vous des nouvelles ?", by=factories.author(envie))
    factories.aside(centre)
    clock.shift(timedelta(days=3))
    browser.sign_in(agent)
    assert lines(browser) == [
        ("1 envie parle peut-être d’un danger, depuis 3 jours.", "Lire tout de suite"),
        ("2 envies à lire, la plus ancienne attend depuis 3 jours.", "Lire"),
        ("1 message sans réponse, depuis 3 jours.", "Répondre"),
        ("1 personne à appeler aujourd’hui.", "Appeler"),
        ("1 personne a rejoint une envie et attend votre appel, avant le 8 décembre 2026.", "Appeler"),
        ("1 signalement à traiter, depuis 4 jours.", "Traiter"),
        ("1 parole de lecteur à relire, depuis 4 jours.", "Relire"),
        ("1 compte rendu manque, depuis 4 jours.", "Écrire"),
        ("1 envie mise de côté, à trier, depuis 3 jours.", "Trier"),
    ]


def test_promises_are_told_before_their_day_and_after(browser, centre, agent, clock):
    factories.proposal(centre, on=days_ago(0))
    browser.sign_in(agent)
    assert said(browser) == ["1 envie à lire, depuis aujourd’hui."]
    clock.move_to(date(2026, 12, 7))
    browser.sign_in(agent)
    assert said(browser)[0] == "1 promesse à tenir, avant le 8 décembre 2026."
    clock.move_to(date(2026, 12, 9))
    factories.proposal(centre, on=days_ago(1))
    browser.sign_in(agent)
    assert said(browser)[0] == "2 promesses à tenir, la plus ancienne en retard depuis 2 jours."
    browser.click("Ouvrir l’envie : 2 promesses à tenir, la plus ancienne en retard depuis 2 jours.")
    assert "n° 2" in browser.text.replace("\u00a0", " ")


def test_another_centre_owes_nothing_of_it_and_the_coordination_all(browser, other_browser, centre, agent):
    factories.proposal(centre)
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    assert said(browser) == [] and "Rien ne vous attend" in browser.text
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    assert said(other_browser) == ["1 envie à lire, depuis aujourd’hui."]


def test_the_coordination_publishes_sorts_and_mends(browser, coordinator, make, agent):
    action = make(etat={"state": "under_way"}, indicateurs=owned_by(coordinator))
    actions.tell_progress(action, date(2026, 11, 20), "Tout avance.", "", by=agent)
    many_taps(action, 40, Choice.NOT_YET)
    contribution(make_consultation(), to_check=True)
    letter = {"template": "digest", "way": "email", "fault": NoticeFault.SERVER, "message_key": "one"}
    factories.save(Notice(user_id=agent.id, try_after=letter_time(), **letter))
    browser.sign_in(coordinator)
    found = lines(browser)
    assert [button for _, button in found] == ["Publier", "Renseigner", "Voir pourquoi", "Trier", "Vérifier"]
    assert found[0][0] == "1 nouvelle d’une action à publier, depuis aujourd’hui."
    assert found[-1][0] == "1 réponse à une consultation mise de côté, à vérifier."
    for words, button in found:
        browser.get("/equipe/")
        browser.click(f"{button} : {words}")


def test_each_reads_what_concerns_them(browser, other_browser, centre):
    factories.proposal(centre)
    stuck = Notice(template="reset", way="email", fault=NoticeFault.SERVER, message_key="a")
    stuck.user_id, stuck.try_after = factories.staff(Role.AGENT, centre).id, letter_time()
    factories.save(stuck)
    browser.walk_in(factories.staff(Role.ADMINISTRATOR))
    assert said(browser) == ["1 lettre n’a pas pu partir, depuis aujourd’hui."]
    other_browser.walk_in(factories.staff(Role.PARTNER))
    other_browser.get("/equipe/", status=303)
    other_browser.follow()
    assert "Rien à donner pour le moment" in other_browser.text


def test_the_week_tells_what_was_done(browser, centre, agent, clock):
    clock.move_to(agenda.TODAY - timedelta(days=7))
    factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    clock.move_to(agenda.TODAY)
    factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    envie = factories.published(centre)
    moderation.answer(envie, "Bonjour.", by=agent)
    factories.decided(Decision.KEEP_PRIVATE, factories.centre())
    agenda.meeting(centre, day=agenda.TODAY, start=time(8), end=time(9), by=agent)
    clock.shift(timedelta(hours=10))
    browser.sign_in(agent)
    browser.get("/equipe/")
    (told,) = browser.page.find_all("h2", string="Fait cette semaine dans vos centres")
    done = [flat(one.text) for one in told.find_next("ul").select("li")]
    assert done == [
        "2 décisions prises sur des envies",
        "1 message écrit à une personne",
        "1 rendez-vous tenu",
    ]


def test_the_page_costs_the_same_at_few_and_at_many(browser, centre, agent, queries):
    def cost():
        queries.clear()
        browser.get("/equipe/")
        return len(queries)

    browser.sign_in(agent)
    for _ in range(2):
        factories.proposal(centre, text="On me frappe.")
    few = cost()
    for _ in range(20):
        factories.proposal(centre, text="On me frappe.")
        envie = factories.published(centre)
        factories.report(envie)
        joined(envie)
    assert cost() == few <= 22, "one statement for each source"


def test_more_than_a_hundred_are_not_counted(browser, centre, agent):
    for _ in range(101):
        factories.aside(centre)
    browser.sign_in(agent)
    assert said(browser) == [
        "Plus de 99 envies mises de côté, à trier, la plus ancienne attend depuis aujourd’hui."
    ]


def owned_by(person):
    indicator = {"name": "Jeunes", "kind": "output", "unit": "personnes", "frequency": "yearly"}
    return {"indicators": [indicator | {"owner_id": str(person.id)}]}


def letter_time():
    return now()
