"""The weekly mail: what is public and new, once in seven days, in a bounded number of statements."""

import email
import email.policy
from datetime import timedelta

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.actions.editing import operations as actions
from ctg_site.actions.editing import queries as staff_queries
from ctg_site.agenda.meetings import operations as agenda
from ctg_site.db import db, now
from ctg_site.domain.evaluation import ActionState
from ctg_site.domain.participation import Followed
from ctg_site.domain.workflow import Conclusion, Move
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.outbox import Notice
from ctg_site.models.subscriptions import Subscriber
from ctg_site.services import delivery
from ctg_site.subscriptions import operations, queries
from tests import factories
from tests.agenda import makers as meetings
from tests.browser import Browser
from tests.journeys.told import told as whole_story
from tests.subscriptions import makers
from tests.subscriptions.makers import ADDRESS, asked, envie, followed, moved, somebody, thing

SUBJECT = "Des nouvelles de ce que vous suivez"


@pytest.fixture(autouse=True)
def still(clock):
    return clock


def deliver():
    db.session.commit()
    return delivery.deliver_pending()


@pytest.fixture
def week(clock, mailbox):
    """A day passes, the digests are written and leave; the news that our address received."""

    def passed(days=1):
        clock.shift(timedelta(days=days))
        deliver()
        mailbox.clear()
        operations.digest()
        deliver()
        return [flat(mail.get_content()) for mail in mailbox if mail["To"] == ADDRESS]

    return passed


def flat(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_envie_tells_its_steps_in_one_plain_mail(week, clock, sink):
    made = envie(title="Un verger")
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    clock.shift(timedelta(days=1))
    operations.digest()
    deliver()
    (content,) = [content for _, to, content in sink.received if to == [ADDRESS]][1:]
    head, _, _ = content.partition(b"\r\n\r\n")
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert message["Subject"] == SUBJECT and b"erger" not in head
    assert message["List-Id"] == "<nouvelles.localhost>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"] == f"<http://localhost{makers.link()}/arreter>"
    body = flat(message.get_content())
    assert "L’envie : « Un verger »" in body and "- Elle en est à cette étape : on se rencontre." in body
    assert f"http://localhost/envies/{made.number}" in body and "{{" not in body and "\n\n\n" not in body
    assert f"Tout arrêter : http://localhost{makers.link()}/arreter" in body
    assert message.get_content_type() == "text/plain"


def test_one_mail_in_seven_days(week, clock):
    made = envie()
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    assert len(week()) == 1
    assert operations.digest() == 0, "twice the same day writes none"
    moved(made, Move.SUPPORT)
    assert [week() for _ in range(6)] == [[]] * 6
    (mail,) = week()
    assert "coup de pouce" in mail and "rencontre" not in mail


def test_nothing_to_say_no_mail(week):
    followed(thing(envie()))
    assert week() == [] and week(7) == []
    assert db.session.scalar(db.select(Subscriber.told_until)) is not None


def test_what_came_before_the_confirmation_is_no_news(week, clock):
    made = envie()
    asked(thing(made))
    moved(made)
    clock.shift(timedelta(hours=1))
    operations.confirm(makers.secret())
    assert week() == []


def test_nothing_is_told_to_who_did_not_confirm(week, clock):
    made = envie()
    asked(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    assert week() == []


def test_the_end_and_the_story_of_an_envie_are_told(week, clock):
    centre = factories.centre()
    made = whole_story(centre)
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    by, made = somebody(), factories.reread(made)
    said = {"reason": "L’été arrive.", "public": "On reprend en septembre."}
    accompaniment.conclude(made, Conclusion.PAUSE, by=by, version=made.version, **said)
    (mail,) = week()
    assert "- En pause." in mail and "L’été" not in mail and "récit" not in mail
    stories = makers.published_stories(made, now())
    assert stories and "- Son récit est publié." in week(7)[0]


@pytest.mark.parametrize("when", ["before writing", "before leaving"])
def test_what_is_hidden_is_not_told(clock, mailbox, when):
    made, kept = envie(title="Un secret"), envie(title="Un banc")
    followed(thing(made)), followed(thing(kept))
    clock.shift(timedelta(hours=1))
    moved(made), moved(kept)
    clock.shift(timedelta(days=1))
    if when == "before writing":
        makers.hidden(made)
    assert operations.digest() == 1
    if when == "before leaving":
        makers.hidden(made)
    deliver()
    (mail,) = [one.get_content() for one in mailbox if one["Subject"] == SUBJECT]
    assert "Un banc" in mail and "Un secret" not in mail


def test_a_mail_that_has_nothing_left_to_tell_does_not_leave(clock, mailbox):
    made = envie(title="Un secret")
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    clock.shift(timedelta(days=1))
    assert operations.digest() == 1
    makers.hidden(made)
    deliver()
    assert SUBJECT not in [mail["Subject"] for mail in mailbox]
    notice = db.session.scalar(db.select(Notice).where(Notice.template == "news"))
    assert notice.gave_up_at is not None


def test_what_is_stopped_before_the_mail_leaves_is_not_told(clock, mailbox):
    made, kept = envie(title="Un verger"), envie(title="Un banc")
    followed(thing(made)), followed(thing(kept))
    clock.shift(timedelta(hours=1))
    moved(made), moved(kept)
    clock.shift(timedelta(days=1))
    operations.digest()
    held = makers.subscription_of(made)
    operations.stop(makers.secret(), held.id)
    deliver()
    (mail,) = [one.get_content() for one in mailbox if one["Subject"] == SUBJECT]
    assert "Un verger" not in mail and "Un banc" in mail


def test_an_action_tells_what_is_published_of_it_alone(week, clock):
    makers.convention()
    by, made = somebody(), makers.an_action()
    followed(queries.thing(Followed.ACTION, number=made.number))
    clock.shift(timedelta(hours=1))
    makers.told(made, "Deux séjours sont prêts.", by=by)
    line = staff_queries.any_action(made.number)
    state = {"state": ActionState.UNDER_WAY, "state_reason": ""}
    actions.save_section(line, "etat", state, by=by, version=line.version)
    held = meetings.meeting(factories.centre(), day=meetings.TODAY - timedelta(days=3))
    meetings.decided(held, actions=[made.id])
    hushed = meetings.meeting(factories.centre(), day=meetings.TODAY - timedelta(days=2))
    meetings.decided(hushed, text="Un compte rendu pas encore publié.", actions=[made.id])
    held = meetings.reread(held)
    agenda.write_minutes(held, "Compte rendu.", by=by, version=held.version, published=True)
    (mail,) = week()
    assert "L’action : « Des vacances pour tous »" in mail and "Deux séjours sont prêts." in mail
    assert "- Elle est maintenant : en cours." in mail
    assert "- Décidé en réunion : Ouvrir une permanence le samedi." in mail
    assert "pas encore publié" not in mail and "Une note pour l’équipe" not in mail


def test_a_theme_tells_new_envies_and_the_news_of_its_actions(week, clock):
    makers.convention()
    made = makers.an_action()
    theme = made.commitments[0].theme
    followed(queries.thing(Followed.THEME, period="2022-2026", slug=theme.slug))
    clock.shift(timedelta(hours=1))
    makers.told(made, "Deux séjours sont prêts.")
    linked, other, hushed = envie(title="Un camp"), envie(title="Ailleurs"), envie(title="Un secret")
    for one in (linked, hushed):
        makers.serving(one, made.commitments[0])
    makers.hidden(hushed)
    (mail,) = week()
    assert "Le thème : «" in mail and "- Une envie est publiée : Un camp" in mail
    assert "Des vacances pour tous, 25 novembre 2026 : Deux séjours sont prêts." in mail
    assert "Ailleurs" not in mail and "Un secret" not in mail and other.id
    draft = staff_queries.any_action(made.number)
    actions.unpublish(draft, by=somebody(), version=draft.version)
    makers.told(made, "Ce que personne ne lit.")
    assert week(8) == []


def test_a_long_week_stays_short(week, clock):
    makers.convention()
    made, by = makers.an_action(), somebody()
    followed(queries.thing(Followed.ACTION, number=made.number))
    clock.shift(timedelta(hours=1))
    for number in range(9):
        makers.told(made, f"Nouvelle {number}. " + "mot " * 200, by=by)
    (mail,) = week()
    assert mail.count("Nouvelle ") == 6 and "- Et 3 autres nouvelles." in mail and len(mail) < 3000


def test_an_envie_withdrawn_is_told_to_nobody(week, clock):
    made = envie()
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    made = factories.reread(made)
    follow_up.withdraw(made, by=factories.author(made))
    assert week() == []


def cost(queries_sent):
    db.session.commit()
    queries_sent.clear()
    chunk = operations.digest_chunk()
    return chunk.mails, len(queries_sent)


def test_the_statements_are_the_same_for_few_and_for_many(queries, clock):
    made = envie()
    makers.many(3, made)
    clock.shift(timedelta(hours=1))
    moved(made)
    clock.shift(timedelta(days=1))
    few = cost(queries)
    makers.many(150, made)
    many = cost(queries)
    assert (few[0], many[0]) == (3, 150) and many[1] == few[1] <= 10


def test_many_are_written_to_in_chunks(monkeypatch, clock):
    monkeypatch.setattr(operations, "CHUNK", 4)
    made = envie()
    makers.many(11, made)
    clock.shift(timedelta(hours=1))
    moved(made)
    clock.shift(timedelta(days=1))
    assert operations.digest() == 11 and operations.digest() == 0


def test_the_mail_is_written_without_a_request_and_read_by_its_link(week, clock, app):
    made = envie(title="Un verger")
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    (mail,) = week()
    address = mail.partition("pour changer : http://localhost")[2].split()[0]
    reader = Browser(app.test_client())
    reader.get(address)
    assert "Un verger" in reader.text


@pytest.mark.parametrize("command", ["digest", "remind"])
def test_the_commands_write_the_mails(app, clock, command):
    made = envie()
    followed(thing(made))
    clock.shift(timedelta(hours=1))
    moved(made)
    clock.shift(timedelta(days=1))
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["ctg", command]).output
    assert "1 mail(s) of news written" in said
    assert "0 mail(s) of news written" in app.test_cli_runner().invoke(args=["ctg", command]).output
