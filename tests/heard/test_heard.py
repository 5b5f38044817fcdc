"""Words heard outside the walls: noted on a phone, read again, published, and what becomes of them."""

from datetime import timedelta

import pytest

from ctg_site.bilan.centre import queries as years
from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Channel, Visibility
from ctg_site.domain.workflow import Decision, InvalidTransition
from ctg_site.heard import operations
from ctg_site.models.heard import HeardWords
from ctg_site.models.outbox import BY_PERSON, Notice
from ctg_site.models.proposals import Proposal
from ctg_site.moderation import operations as moderation
from ctg_site.words.french import today
from tests import factories
from tests.lens import load_lens

NOTE, LIST, PUBLIC = "/equipe/entendu/noter", "/equipe/entendu/", "/entendu/"
WORDS = "On voudrait un banc à l’ombre devant l’école."


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple", slug="exemple")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Dominique")


@pytest.fixture
def outside(browser, agent):
    browser.sign_in(agent)
    browser.get(NOTE)
    return browser


def note(browser, status=303, text=WORDS, **said):
    browser.get(NOTE)
    browser.submit("Noter cette parole", status=status, **{"text": text, "place": "Devant l’école"} | said)
    return browser.follow() if status == 303 else browser


def the_words():
    return db.session.scalars(db.select(HeardWords).order_by(HeardWords.id)).all()


def publish(browser, heard):
    browser.get(f"{LIST}{heard.number}")
    browser.submit("Enregistrer la décision", decision_event="publish")
    return browser.follow()


def test_one_screen_then_the_next_words_of_the_same_outing(outside, centre):
    load_lens()
    district = factories.district(name="Quartier Exemple")
    outside.get(NOTE)
    theme = outside.page.select("#theme option")[1]["value"]
    note(outside, people="4", theme=theme, district=str(district.id), agreed=True)
    assert "1 parole de cette sortie" in outside.text
    assert outside.page.select_one("#place")["value"] == "Devant l’école"
    assert outside.page.select_one("#theme option[selected]")["value"] == theme
    assert outside.page.select_one("#text").text.strip() == "", "the words begin anew"
    note(outside, text="Et de l’ombre aussi.")
    assert "2 paroles de cette sortie" in outside.text
    first, second = the_words()
    assert (first.people, first.agreed, first.structure_id) == (4, True, centre.id)
    assert (second.people, second.agreed) == (1, False), "nobody’s agreement is kept for the next words"
    outside.click("Commencer une autre sortie")
    assert not outside.page.select_one("#place").get("value")


def test_the_same_form_sent_twice_is_one_line(outside):
    note(outside)
    key = outside.page.select_one("[name=key]")["value"]
    for _ in range(2):
        outside.get(NOTE)
        outside.submit("Noter cette parole", status=303, text=WORDS, place="Ici", key=key)
    assert len(the_words()) == 2


@pytest.mark.parametrize(
    "text", ["Mon fils Kevin aimerait du foot.", "Appelez-moi au 06 39 98 00 01.", "ana@example.org"]
)
def test_what_tells_who_spoke_warns_before_it_is_kept(outside, text):
    note(outside, status=422, text=text)
    assert "peut-être qui a parlé" in outside.text and text in outside.text and not the_words()
    outside.submit("Noter cette parole", status=422, text=text)
    assert not the_words(), "asked again as long as nobody read it again"
    outside.submit("Noter cette parole", text=text, checked=True)
    assert [one.text for one in the_words()] == [text]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"text": " ?"}, "trois lettres"),
        ({"text": "a" * 1501}, "enlevez 1 caractère"),
        ({"place": ""}, "où vous étiez"),
        ({"people": "0"}, "combien de personnes"),
        ({"people": "deux"}, "en chiffres"),
        ({"people": "1001"}, "jusqu’à 1000"),
        ({"heard_on": "2999-01-01"}, "date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(outside, said, told):
    note(outside, status=422, **{"text": WORDS, "people": "2"} | said)
    assert told in outside.text and not the_words()
    assert outside.page.select_one("#text").text.strip() == said.get("text", WORDS).strip()


def test_a_day_to_come_is_refused(outside):
    note(outside, status=422, heard_on=str(today() + timedelta(1)))
    assert "pas encore venu" in outside.text


def test_without_agreement_nobody_publishes(outside, other_browser):
    note(outside)
    outside.get(f"{LIST}{the_words()[0].number}")
    assert "Personne n’a donné son accord" in outside.text
    assert "Publier" not in outside.page.select_one("#t_decide").parent.text
    outside.submit("Garder pour l’équipe")
    assert WORDS not in other_browser.get(PUBLIC).text
    assert WORDS in outside.get(f"{LIST}?voir=gardees").text


def test_published_then_told_then_taken_back(outside, other_browser):
    load_lens()
    note(outside, agreed=True, people="3")
    heard = the_words()[0]
    assert WORDS not in other_browser.get(PUBLIC).text
    publish(outside, heard)
    page = other_browser.get(PUBLIC)
    assert WORDS in page.text and "moins de 5 personnes" in page.text and "Dominique" not in page.text
    assert "pas encore dit ce qu’on en fait" in page.text
    outside.submit("Enregistrer la suite", told="Un banc est commandé.")
    assert "Un banc est commandé." in other_browser.get(PUBLIC).text
    outside.follow()
    outside.submit("Oui, retirer")
    assert WORDS not in other_browser.get(PUBLIC).text


def test_words_become_an_envie_of_the_street_once(outside, other_browser, centre):
    note(outside, agreed=True, people="6")
    heard = the_words()[0]
    publish(outside, heard)
    for _ in range(2):
        outside.post(f"{LIST}{heard.number}/envie")
    outside.follow()
    proposal = db.session.scalars(db.select(Proposal)).one()
    assert proposal.channel is Channel.STREET and proposal.structure_id == centre.id
    assert (proposal.text, proposal.visibility) == (WORDS, Visibility.WITHOUT_NAME)
    assert proposal.may_be_public and "Dans la rue" in outside.text
    assert "des paroles entendues dans la rue, sans nom" in outside.text
    assert "devenu une envie. Le centre la suit" in other_browser.get(PUBLIC).text
    moderation.decide(
        proposal,
        Decision.PUBLISH,
        by=factories.staff(Role.AGENT, centre),
        version=proposal.version,
        words=moderation.Words("Un banc à l’ombre", WORDS),
    )
    assert "Un banc à l’ombre" in other_browser.get(PUBLIC).text, "the page names what it became"
    assert not db.session.scalars(db.select(Notice).where(BY_PERSON)).all(), "nobody is to be told"


def test_without_agreement_the_envie_stays_private(agent):
    said = operations.HeardSaid(heard_on=today(), place="Au marché", text=WORDS, people=1)
    heard = operations.note(said, "key", by=agent)
    proposal = operations.become_envie(heard, by=agent, on=today())
    assert proposal.visibility is Visibility.PRIVATE and not proposal.may_be_public


def test_tied_to_what_exists_and_nothing_else(outside, centre):
    note(outside, agreed=True)
    heard = the_words()[0]
    mine, elsewhere = factories.proposal(centre), factories.proposal(factories.centre())
    outside.get(f"{LIST}{heard.number}")
    outside.submit(
        "Enregistrer la suite", status=422, told="Bientôt.", envie=str(elsewhere.number), action="7"
    )
    assert "ne trouvons pas cette envie" in outside.text and "ne trouvons pas cette action" in outside.text
    assert outside.page.select_one("#told").text.strip() == "Bientôt."
    outside.submit("Enregistrer la suite", told="Bientôt.", envie=str(mine.number), action="")
    db.session.refresh(heard)
    assert heard.proposal_id == mine.id


def test_another_centre_does_not_see_them(outside, other_browser):
    note(outside)
    other_browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    assert WORDS not in other_browser.get(LIST).text
    other_browser.get(f"{LIST}{the_words()[0].number}", status=404)


def test_words_of_danger_are_told_at_once(outside, agent, centre):
    colleague = factories.staff(Role.AGENT, centre)
    note(outside, text="Mon mari me frappe tous les soirs.")
    assert "Voici qui appeler" in outside.text
    told = db.session.scalars(db.select(Notice).where(Notice.template == "heard_alert")).all()
    assert [one.user_id for one in told] == [colleague.id], "whoever noted it knows"


def test_corrected_as_long_as_nobody_reads_it(outside):
    note(outside, agreed=True)
    heard = the_words()[0]
    outside.get(f"{LIST}{heard.number}/corriger")
    outside.submit("Enregistrer la correction", text="Un banc devant l’école.")
    db.session.refresh(heard)
    assert heard.text == "Un banc devant l’école." and heard.agreed
    publish(outside, heard)
    outside.get(f"{LIST}{heard.number}/corriger")
    outside.submit("Enregistrer la correction", status=409, text="Autre chose, devant l’école.")
    db.session.refresh(heard)
    assert heard.text == "Un banc devant l’école."


def test_the_public_page_by_theme_and_place_costs_one_statement_for_its_rows(browser, agent, queries):
    load_lens()
    district = factories.district(name="Quartier Exemple", slug="exemple")
    for number in range(12):
        said = operations.HeardSaid(
            heard_on=today(),
            place="Au marché",
            text=f"Parole {number} du marché.",
            people=number + 1,
            agreed=True,
            district_id=district.id if number % 2 else None,
        )
        heard = operations.note(said, f"key {number}", by=agent)
        operations.decide(heard, operations.HeardEvent.PUBLISH, by=agent, version=heard.version)
    queries.clear()
    page = browser.get(f"{PUBLIC}?quartier=exemple")
    assert len(queries) <= 3, "the themes, the districts, the rows with all they show"
    assert "Parole 1 du marché." in page.text and "Parole 2 du marché." not in page.text
    assert "dit par 6\u00a0personnes" in page.text and "moins de 5 personnes" in page.text
    assert "Aucune parole ici" in browser.get(f"{PUBLIC}?theme=PE").text


def test_unpublished_words_are_erased_and_the_year_still_counts_them(agent, centre):
    for place, text in (("Au marché", WORDS), ("Devant l’école", "De l’ombre.")):
        said = operations.HeardSaid(heard_on=today(), place=place, text=text, people=3, agreed=True)
        operations.note(said, text, by=agent)
    assert operations.forget(now() + timedelta(days=360)) == 0
    assert operations.forget(now() + timedelta(days=370)) == 2
    db.session.expire_all()
    assert [one.text for one in the_words()] == ["", ""]
    found = years.figures(years.AskedYear(centre, today().year))
    assert (found.outings, found.heard, found.heard_people) == (2, 2, 6), "two places are two outings still"
    erased = the_words()[0]
    with pytest.raises(InvalidTransition):
        operations.decide(erased, operations.HeardEvent.PUBLISH, by=agent, version=erased.version)
    assert operations.forget_published(now() + timedelta(days=2000)) == 2 and not the_words()


def test_published_words_are_erased_after_five_years(agent):
    said = operations.HeardSaid(heard_on=today(), place="Au marché", text=WORDS, people=3, agreed=True)
    heard = operations.note(said, "key", by=agent)
    operations.decide(heard, operations.HeardEvent.PUBLISH, by=agent, version=heard.version)
    assert operations.forget(now() + timedelta(days=2000)) == 0
    assert operations.forget_published(now() + timedelta(days=2000)) == 1
    assert not the_words()
