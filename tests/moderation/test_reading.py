"""Reading one by one: each decision opens the next file, a slip is taken back, each file is served once."""

from datetime import date, timedelta

import pytest

from ctg_site.accounts.queries import by_email
from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.models.held import HeldFile
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Message, Proposal, Revision
from ctg_site.moderation.reading import operations
from ctg_site.services.delivery import deliver_pending
from tests import factories
from tests.lens import load_lens
from tests.moderation.pages import sentence
from tests.submission.test_at_once import at_once

pytestmark = pytest.mark.usefixtures("clock")

PILE = "/equipe/lecture/"
LATER = operations.LETTER_WAITS


def page_of(proposal):
    return f"{PILE}{proposal.number}"


def start(desk, first, button="Commencer"):
    desk.get(PILE)
    desk.submit(button, to=page_of(first))
    desk.follow()


@pytest.fixture
def one(centre):
    return factories.proposal(centre)


def test_thirty_files_are_read_in_forty_clicks(desk, centre, prepared, clock):
    """A click is a link followed, a button pressed, a fold opened or a choice made in a list."""
    files = [factories.proposal(centre, text=f"Un potager, numéro {n}.") for n in range(30)]
    clicks, left = 2, {file.number for file in files}
    desk.get("/equipe/envies/")
    desk.click("Lire les envies une à une")
    desk.submit("Commencer")
    while "lecture" in desk.response.location and left:
        desk.follow()
        number = int(desk.url.rpartition("/")[2])
        left.remove(number)
        if number % 10:
            desk.submit(("Publier", "Suivre sans publier", "Il manque quelque chose")[number % 3])
            clicks += 1
        else:
            refused = sentence(desk, "Votre texte met en cause", "prepared")
            desk.submit("Non publiable", prepared=refused)
            clicks += 3
    assert not left and clicks <= 40, f"{len(left)} files left after {clicks} clicks"
    desk.follow(to=None)
    assert "Tout est lu" in desk.text and "Vous avez lu 30 envies" in desk.text
    desk.click("Revenir aux envies")


def test_dangers_come_first_then_the_oldest_promise_of_ones_own_centre(desk, centre, agent):
    free = factories.proposal(on=date(2026, 11, 2))
    recent, old = factories.proposal(centre), factories.proposal(centre, on=date(2026, 11, 10))
    danger = factories.proposal(centre, text="Mon voisin frappe ses enfants, j’ai peur pour eux.")
    assert danger.alerts
    factories.aside(centre)
    factories.take(factories.proposal(centre), by=factories.staff(Role.AGENT, centre))
    factories.proposal(factories.centre())
    by = by_email(agent.email)
    served = []
    for _ in range(4):
        served.append(operations.following(by=by))
        operations.leave_for_later(db.session.get(Proposal, served[-1]), by=by)
    assert served == [danger.id, old.id, recent.id, free.id]


def test_the_public_reads_the_words_as_they_were_mended(desk, one, prepared):
    start(desk, one)
    desk.submit("Publier", title="Un jardin pour tous", words="Un jardin, derrière l’école.", to=PILE)
    read = factories.reread(one)
    assert (read.moderation, read.public_title) == ("published", "Un jardin pour tous")
    assert read.public_text == "Un jardin, derrière l’école." and read.referent_id


def test_a_refusal_says_why_and_nothing_typed_is_lost(desk, one, prepared):
    start(desk, one)
    desk.submit("Non publiable", title="Un titre repris", status=422)
    assert "Expliquez votre décision" in desk.text and "à quelle autre porte" in desk.text
    assert desk.page.select_one("details[open] [name=reason]"), "what is to correct is unfolded"
    assert desk.page.select_one("[name=title]")["value"] == "Un titre repris"
    desk.submit("Non publiable", reason="Ces mots blessent.", door="Venez au centre.", to=PILE)
    assert factories.reread(one).moderation == "not_publishable"


def test_what_is_missing_is_asked_in_one_tap(desk, one, prepared):
    start(desk, one)
    desk.submit("Il manque quelque chose", to=PILE)
    read = factories.reread(one)
    assert read.moderation == "needs_detail" and "Pouvez-vous nous dire où" in read.messages[-1].text


def test_without_a_prepared_question_it_is_written(desk, one):
    start(desk, one)
    desk.submit("Il manque quelque chose", status=422)
    desk.submit("Il manque quelque chose", reason="Pour quel âge ?", to=PILE)
    assert factories.reread(one).messages[-1].text == "Pour quel âge ?"


@pytest.mark.parametrize("button", ["Publier", "Suivre sans publier", "Il manque quelque chose"])
def test_within_ten_seconds_nothing_has_left_and_all_is_as_before(
    desk, one, prepared, clock, mailbox, button
):
    before = {name: getattr(factories.reread(one), name) for name in operations.CHANGED}
    db.session.execute(db.delete(Notice))
    start(desk, one)
    desk.submit(button, to=PILE)
    desk.follow()
    clock.shift(timedelta(seconds=9))
    assert deliver_pending() == 0, "the letter left before the ten seconds were over"
    desk.submit("Annuler", to=page_of(one))
    clock.shift(timedelta(minutes=10))
    assert deliver_pending() == 0 and not mailbox, "what was taken back was told"
    read = factories.reread(one)
    assert {name: getattr(read, name) for name in operations.CHANGED} == before
    assert (read.moderation, read.public_title, read.public_text) == ("received", None, None)
    assert [line.event for line in read.journal][-1] == "take_back"
    for table in (Message, Revision, Notice):
        assert not db.session.scalars(db.select(table)).all(), table
    desk.follow()
    assert "aucune lettre n’est partie" in desk.text


def test_then_the_letter_leaves_and_it_is_too_late(desk, one, prepared, clock, mailbox):
    start(desk, one)
    desk.submit("Publier", to=PILE)
    desk.follow()
    clock.shift(LATER)
    deliver_pending()
    assert "publiée" in mailbox[-1].get_content()
    desk.submit("Annuler", to=f"/equipe/envies/{one.number}")
    desk.follow()
    assert "la personne est prévenue" in desk.text and factories.reread(one).is_public


def test_what_changed_since_is_not_taken_back(desk, one, prepared):
    start(desk, one)
    desk.submit("Publier", to=PILE)
    desk.follow()
    factories.take(factories.reread(one), by=factories.staff(Role.AGENT, factories.reread(one).structure))
    desk.submit("Annuler", status=409)


def test_a_file_that_no_centre_has_is_taken_by_whoever_decides(desk, centre, prepared, clock):
    free = factories.proposal()
    start(desk, free)
    assert "le vôtre la prend" in desk.text
    desk.submit("Suivre sans publier", to=PILE)
    read = factories.reread(free)
    assert (read.structure_id, read.moderation) == (centre.id, "private")
    assert [line.event for line in read.journal][-2:] == ["take", "keep_private"]
    desk.follow()
    desk.submit("Annuler", to=page_of(free))
    assert factories.reread(free).structure_id is None


def test_what_the_rules_forbid_is_not_offered_nor_done(desk, centre, agent, prepared):
    mine, contested, private = (factories.proposal(centre) for _ in range(3))
    by = by_email(agent.email).id
    mine.own_name_of_id = contested.contested_id = by
    private.consented_at = None
    db.session.commit()
    start(desk, private)
    assert "« Publier » n’est pas proposé" in desk.text and not desk.page.select("[value=publish]")
    version = desk.page.select_one("[name=version]")["value"]
    desk.post(page_of(private), {"event": "publish", "version": version}, status=422)
    desk.get(page_of(mine))
    assert not desk.page.select("[value=publish]") and "Une autre personne décide" in desk.text
    desk.get(page_of(contested))
    assert not desk.page.select("[name=event]")
    desk.get(PILE)
    assert "1 envie attend" in desk.text


def test_the_authors_of_grouped_files_are_told_as_late_and_taken_back_too(
    desk, centre, one, prepared, mailbox
):
    behind = factories.proposal(centre)
    factories.grouped(behind, one, by=factories.staff(Role.AGENT, centre))
    deliver_pending()
    mailbox.clear()
    lines = [line.event for line in factories.reread(behind).journal]
    start(desk, one)
    desk.submit("Publier", to=PILE)
    desk.follow()
    assert [line.event for line in factories.reread(behind).journal] != lines
    deliver_pending()
    assert not mailbox, "both letters wait for « Annuler »"
    desk.submit("Annuler", to=page_of(one))
    assert factories.reread(one).moderation == "received"
    assert [line.event for line in factories.reread(behind).journal] == lines
    assert factories.reread(behind).grouped_with_id == one.id


def test_files_that_are_on_their_own_again_are_not_grouped_anew_by_a_click(desk, centre, one, prepared):
    factories.grouped(factories.proposal(centre), one, by=factories.staff(Role.AGENT, centre))
    start(desk, one)
    desk.submit("Non publiable", reason="Ces mots blessent.", door="Venez au centre.", to=PILE)
    desk.follow()
    assert "Annuler" not in {button.get_text() for button in desk.page.select("button")}


def test_two_people_are_never_served_the_same_file(desk, other_browser, centre, clock):
    first, second = factories.proposal(centre), factories.proposal(centre, on=date(2026, 11, 25))
    other = other_browser.sign_in(factories.staff(Role.AGENT, centre, name="Nora"))
    start(desk, first)
    start(other, second)
    other.get(page_of(first))
    assert "Personne" in other.page.h1.get_text() and not other.page.select("[name=event]")
    other.submit("Lire la suivante", to=page_of(second))
    clock.shift(operations.HELD + timedelta(seconds=1))
    other.submit("Lire la suivante", to=page_of(first))


def test_many_people_at_once_are_each_served_once(app):
    centre = factories.centre()
    numbers = {factories.proposal(centre).id for _ in range(12)}
    people = [factories.staff(Role.AGENT, centre).email for _ in range(12)]
    served = at_once(app, *(lambda email=email: operations.begin(by=by_email(email)) for email in people))
    assert sorted(served) == sorted(numbers)


def test_what_another_decided_meanwhile_is_said_and_the_words_come_back(desk, one, agent, prepared):
    start(desk, one)
    by = factories.staff(Role.AGENT, factories.reread(one).structure)
    factories.take(one, by=by)
    desk.submit("Publier", words="Des mots choisis avec soin.", status=409)
    assert "Des mots choisis avec soin." in desk.text
    assert factories.reread(one).moderation == "received"


def test_what_is_left_for_later_comes_back_after_the_rest(desk, centre, clock):
    first, second = factories.proposal(centre), factories.proposal(centre, on=date(2026, 11, 25))
    start(desk, first)
    desk.submit("Passer, et y revenir à la fin", to=page_of(second))
    desk.follow()
    desk.submit("Suivre sans publier", to=page_of(first))
    desk.follow()
    desk.submit("Passer, et y revenir à la fin", to=PILE)
    desk.follow()
    assert "Vous avez lu 1 envie" in desk.text and "1 envie attend" in desk.text


def test_likely_commitments_are_proposed_and_linked_only_when_ticked(desk, one, prepared):
    load_lens()
    db.session.execute(db.update(Proposal).values(text="Apprendre à se servir d’un ordinateur, d’Internet."))
    start(desk, one)
    boxes = desk.page.select("[name=commitments]")
    assert boxes and not desk.page.select("[name=commitments][checked]")
    desk.submit("Suivre sans publier", commitments=[boxes[0]["value"]], to=PILE)
    assert [entry.event for entry in factories.reread(one).journal][-1] == "commitments"
    desk.follow()
    desk.submit("Annuler", to=page_of(one))
    desk.follow()
    assert not desk.page.select("[name=commitments][checked]")


def test_a_page_asks_as_much_of_a_long_pile(desk, centre, queries):
    first = factories.proposal(centre)
    start(desk, first)
    queries.clear()
    desk.get(page_of(first))
    few = len(queries)
    for _ in range(20):
        factories.proposal(centre)
    queries.clear()
    desk.get(page_of(first))
    assert len(queries) == few


def test_who_read_what_is_forgotten_after_a_day(desk, one, clock):
    start(desk, one)
    clock.shift(operations.HELD + operations.FORGOTTEN + timedelta(seconds=1))
    assert operations.forget(now()) == 1 and not db.session.scalars(db.select(HeldFile)).all()
