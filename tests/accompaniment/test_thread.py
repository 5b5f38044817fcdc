"""The thread holds: an envie names the action it became, the action its envies; their people are told."""

from types import SimpleNamespace

import pytest

from ctg_site.accompaniment import operations
from ctg_site.accompaniment.becoming import operations as becoming
from ctg_site.actions.editing import operations as actions
from ctg_site.actions.editing import queries
from ctg_site.agenda.decisions import operations as decisions
from ctg_site.agenda.meetings import operations as meetings
from ctg_site.db import db, now
from ctg_site.domain.evaluation import ActionState
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.domain.workflow import Conclusion, Decision, InvalidTransition, OutOfDate
from ctg_site.models.outbox import Notice
from ctg_site.moderation import operations as moderation
from ctg_site.services import delivery
from ctg_site.wording import operations as wording
from tests import factories
from tests.agenda import makers
from tests.joining.makers import joined
from tests.typography import flat

WORD = "Le terrain est vendu."


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def action(convention, coordinator):
    """A published action of the convention."""
    number = actions.create("Des jardins au pied des immeubles", by=coordinator)
    made = queries.any_action(number)
    actions.publish(made, by=coordinator, version=made.version)
    return queries.any_action(number)


def conclude(desk, proposal, status=None, **values):
    form = f'form[action="/equipe/envies/{proposal.number}/issue"]'
    desk.submit(form, status=status, **{f"issue_{name}": value for name, value in values.items()})


def told(template="action_moved"):
    rows = db.session.scalars(db.select(Notice).where(Notice.template == template).order_by(Notice.id))
    return [(one.way, one.context["what"]) for one in rows]


def become(envie, action, agent):
    fresh, by = factories.reread(envie), factories.by_email(agent.email)
    becoming.become(queries.any_action(action.number), fresh, by=by, version=fresh.version)


def test_becoming_an_action_asks_which_and_each_names_the_other(
    at, desk, proposal, action, other_browser, follow_up
):
    at()
    conclude(desk, proposal, event="become_action", status=422)
    assert "Dites quelle action elle devient" in desk.text
    conclude(desk, proposal, event="become_action", action=str(action.number))
    name = f"Action n° {action.number} : {action.title}"
    for page in ("", "/accompagnement"):
        desk.get(f"/equipe/envies/{proposal.number}{page}")
        assert name in flat(desk.text)
    other_browser.get(f"/envies/{proposal.number}")
    assert name in flat(other_browser.text) and "À lancer" in other_browser.text
    other_browser.click(action.title)
    other_browser.click("Un jardin partagé")
    follow_up(other_browser, proposal)
    assert name in flat(other_browser.text)


def test_a_new_action_begins_with_the_words_of_the_envie_and_waits_for_the_coordination(
    at, desk, proposal, convention, centre, other_browser, coordinator
):
    at()
    conclude(desk, proposal, event="become_action", action="nouvelle")
    (number, title), *_ = reversed(
        db.session.execute(db.select(actions.Action.number, actions.Action.title)).all()
    )
    begun = queries.any_action(number)
    assert (title, begun.plain_text, begun.lead_id) == (
        "Un jardin partagé",
        proposal.public_text,
        centre.id,
    )
    assert not begun.is_published
    other_browser.get(f"/envies/{proposal.number}")
    assert "Action n°" not in flat(other_browser.text), "it waits for the coordination"
    actions.publish(begun, by=coordinator, version=begun.version)
    assert told() == [(NoticeWay.EMAIL, "published")]


def test_its_people_are_told_in_their_own_way_when_the_action_moves(
    centre, agent, action, coordinator, mailbox
):
    by_mail = factories.published(centre)
    by_phone = factories.published(centre, way="phone", phone="06 39 98 00 01", email=None)
    somebody = joined(by_phone, way="email", phone="", email="sam@example.org")
    for envie in (by_mail, by_phone):
        become(envie, action, agent)
    actions.tell_progress(action, now().date(), "Les bacs sont arrivés.", "", by=coordinator)
    state = {"state": ActionState.UNDER_WAY, "state_reason": ""}
    fresh = queries.any_action(action.number)
    actions.save_section(fresh, "etat", state, by=coordinator, version=fresh.version)
    for news in ("progress", "state"):
        assert sorted(way for way, what in told() if what == news) == [NoticeWay.EMAIL, NoticeWay.PHONE], news
    assert [what for _, what in told("joined_action_moved")] == ["progress", "state"]
    assert somebody.proposal_id == by_phone.id
    delivery.deliver_pending()
    mail = next(mail for mail in mailbox if "liée à votre envie" in mail["Subject"])
    assert f"/actions/{action.number}" in mail.get_content() and "bacs" not in mail.get_content()


def test_the_same_news_that_still_waits_to_be_told_is_written_once(centre, agent, action, coordinator):
    envie = factories.published(centre, way="phone", phone="06 39 98 00 01", email=None)
    become(envie, action, agent)
    for word in ("Les bacs sont arrivés.", "La terre aussi."):
        actions.tell_progress(action, now().date(), word, "", by=coordinator)
    assert told() == [(NoticeWay.PHONE, "progress")]


@pytest.mark.parametrize("event", ["pause", "stop", "drop"])
def test_the_public_reads_why_with_its_day_and_the_path_promises_no_more(
    at, desk, proposal, other_browser, event
):
    at()
    conclude(desk, proposal, event=event, reason="Un mot pour vous.", status=422)
    assert "Écrivez pourquoi en une phrase" in flat(desk.text)
    conclude(desk, proposal, event=event, reason="Un mot pour vous.", public=WORD)
    other_browser.get(f"/envies/{proposal.number}")
    head = other_browser.page.select_one(".path").find_previous("div", class_="box")
    assert WORD in head.text and ", le " in head.text
    assert "(à venir)" not in other_browser.text and "Un mot pour vous." not in other_browser.text
    desk.get(f"/equipe/envies/{proposal.number}/accompagnement")
    conclude(desk, proposal, event="resume")
    other_browser.get(f"/envies/{proposal.number}")
    assert WORD not in other_browser.text and "(à venir)" in other_browser.text


def test_a_prepared_sentence_is_read_again_before_everybody_reads_it(at, desk, proposal, other_browser):
    wording.load_first()
    choices = {tag.text: tag["value"] for tag in at().page.select("[name=issue_prepared] option")}
    prepared = next(value for words, value in choices.items() if words.startswith("Mettre en pause"))
    conclude(desk, proposal, event="pause", prepared=prepared, status=422)
    offered = desk.page.select_one("[name=issue_public]").text.strip()
    assert offered and "{" not in offered
    conclude(desk, proposal, event="pause", prepared=prepared, public="On reprend en mars.")
    other_browser.get(f"/envies/{proposal.number}")
    assert "On reprend en mars." in other_browser.text


def test_no_door_forgets_the_sentence_and_a_private_envie_owes_none(agent, proposal, centre):
    with pytest.raises(InvalidTransition):
        operations.conclude(
            proposal,
            Conclusion.DROP,
            by=factories.by_email(agent.email),
            version=proposal.version,
            reason=WORD,
        )
    kept, by = factories.decided(Decision.KEEP_PRIVATE, centre), factories.by_email(agent.email)
    operations.conclude(kept, Conclusion.DROP, by=by, version=kept.version, reason=WORD)
    assert factories.reread(kept).outcome == "not_followed_up"


def test_a_draft_of_another_centre_is_neither_offered_nor_taken(
    at, desk, agent, proposal, convention, coordinator
):
    draft = actions.create("Un projet encore secret", by=coordinator)
    at()
    assert "secret" not in desk.text
    with pytest.raises(InvalidTransition):
        become(proposal, SimpleNamespace(number=draft), agent)
    assert factories.reread(proposal).outcome == "open"
    version = desk.page.select_one("[name=issue_version]")["value"]
    forged = {"issue_event": "become_action", "issue_action": str(draft), "issue_version": version}
    desk.post(f"/equipe/envies/{proposal.number}/issue", forged, status=422)


def test_an_action_that_begins_with_a_private_envie_says_none_of_its_words(agent, centre, convention):
    kept = factories.decided(Decision.KEEP_PRIVATE, centre, text="Ma fille Lina voudrait chanter.")
    by = factories.by_email(agent.email)
    becoming.begin_action(kept, by=by, version=kept.version)
    begun = queries.any_action(db.session.scalar(db.select(db.func.max(actions.Action.number))))
    assert flat(begun.title) == f"Envie n° {kept.id}" and not begun.plain_text


def test_whoever_was_writing_on_the_page_of_the_action_takes_no_envie_away(
    agent, action, proposal, coordinator
):
    read = queries.any_action(action.number)
    version, kept = read.version, [one.id for one in read.proposals]
    become(proposal, action, agent)
    fresh, by = queries.any_action(action.number), factories.by_email(coordinator.email)
    with pytest.raises(OutOfDate):
        actions.save_section(fresh, "identite", {"proposals": kept}, by=by, version=version)
    changed = queries.history(action.id)[0]
    assert (changed.section, changed.after) == ("identite", {"proposals": [str(proposal.id)]})


def test_the_author_of_an_envie_grouped_with_it_is_told_too(centre, agent, action, coordinator):
    head, member = factories.published(centre), factories.proposal(centre)
    files, by = sorted((head, member), key=lambda one: one.id), factories.by_email(agent.email)
    moderation.group(*files, joining=member.id, by=by, version=member.version, reason="La même envie.")
    become(head, action, agent)
    by = factories.by_email(coordinator.email)
    actions.tell_progress(queries.any_action(action.number), now().date(), "Les bacs sont là.", "", by=by)
    rows = db.session.scalars(db.select(Notice.proposal_id).where(Notice.template == "action_moved"))
    assert sorted(rows) == [head.id, member.id]


def test_a_decision_is_told_once_the_public_reads_it(centre, agent, action, coordinator):
    become(factories.published(centre), action, agent)
    meeting, by = makers.meeting(centre), factories.by_email(coordinator.email)
    decided = decisions.Decided("On achète une pompe.", actions=[action.id])
    decisions.decide(meeting, decided, by=by)
    assert told() == []
    meetings.write_minutes(meeting, "Une pompe.", by=by, version=meeting.version, published=True)
    assert told() == [(NoticeWay.EMAIL, "decision")]
