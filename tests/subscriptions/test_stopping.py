"""Stopping, from a mail programme or from a page; and forgetting: no address stays that follows nothing."""

import email
import email.policy
from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.outbox import Notice
from ctg_site.models.subscriptions import Subscriber, Subscription
from ctg_site.services import delivery
from ctg_site.subscriptions import operations
from tests import factories
from tests.browser import Browser
from tests.subscriptions import makers
from tests.subscriptions.makers import ADDRESS, asked, envie, followed, link, thing

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def deliver():
    db.session.commit()
    return delivery.deliver_pending()


def count(table):
    return db.session.scalar(db.select(db.func.count(table.id)))


@pytest.fixture
def programme(app):
    """A mail programme: no cookie, no token, no origin, and it follows no redirection."""

    def post(url, data=ONE_CLICK):
        db.session.commit()
        with app.app_context():
            answer = app.test_client().post(url, data=data)
        db.session.expire_all()
        return answer

    return post


def test_the_bytes_of_a_mail_say_how_to_stop_in_one_click(sink, programme):
    made = envie(title="Un verger =?UTF-8?Q?=0A?= Bcc: vole@example.com")
    deliver()
    sink.received.clear()
    asked(thing(made))
    assert deliver() == 1
    _, recipients, content = sink.received[0]
    head, _, _ = content.partition(b"\r\n\r\n")
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert recipients == [ADDRESS] and b"vole" not in head and b"erger" not in head
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<>")
    assert address == f"http://localhost{link()}/arreter"
    assert b"\r\nList-Unsubscribe: <" + address.encode() + b">\r\n" in head, "neither cut nor encoded"
    body = message.get_content()
    assert link() in body and "Un verger" in body and "{{" not in body
    answer = programme(address.removeprefix("http://localhost"))
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert count(Subscriber) == count(Subscription) == 0


def test_stopping_twice_is_stopping_once(programme):
    followed(thing(envie()))
    address = f"{link()}/arreter"
    assert [programme(address).status_code for _ in range(3)] == [200] * 3
    assert programme(address, {}).status_code == 303
    assert count(Subscriber) == 0


def test_a_mail_programme_stops_and_does_nothing_else(programme):
    asked(thing(envie()))
    assert programme(link()).status_code == 400, "confirming wants the token of a page"
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is None
    assert programme("/etre-prevenu/envie/1", {"email": "b@example.org"}).status_code == 400


def test_opening_the_link_to_stop_changes_nothing(browser):
    followed(thing(envie()))
    browser.get(f"{link()}/arreter")
    assert browser.response.headers["Referrer-Policy"] == "no-referrer" and count(Subscription) == 1
    browser.submit("Tout arrêter", to="/etre-prevenu/arrete")
    browser.follow()
    assert "C’est arrêté" in browser.text and count(Subscriber) == 0


def test_one_thing_is_stopped_and_the_others_go_on(browser):
    first, second = envie(title="Un verger"), envie(title="Un banc")
    followed(thing(first)), followed(thing(second))
    address = link()
    browser.get(address)
    browser.submit("Oui, arrêter : L’envie : Un verger", to=address)
    browser.follow()
    assert "Un verger" not in browser.text and "Un banc" in browser.text and "C’est arrêté." in browser.text
    browser.submit("Oui, arrêter : L’envie : Un banc", to="/etre-prevenu/arrete")
    assert count(Subscriber) == 0
    browser.get(address, status=404)
    browser.get(f"{address}/arreter", status=404)


def test_saying_no_to_the_first_mail_erases_the_address(browser):
    asked(thing(envie()))
    browser.get(link())
    browser.submit("Non merci", to="/etre-prevenu/arrete")
    assert count(Subscriber) == 0


def test_the_link_of_somebody_opens_nothing_of_another(app):
    first, second = envie(title="Un verger"), envie(title="Un banc")
    followed(thing(first), "a@example.org")
    followed(thing(second), "b@example.org")
    mine = Browser(app.test_client())
    mine.get(makers.link("a@example.org"))
    other = db.session.scalar(db.select(Subscription.id).where(Subscription.proposal_id == second.id))
    mine.post(f"{makers.link('a@example.org')}/arreter", {"suivi": str(other)})
    assert count(Subscription) == 2


def test_what_is_not_visible_any_more_is_not_named(browser):
    made = envie(title="Un secret")
    followed(thing(made))
    makers.hidden(made)
    browser.get(link())
    assert "Un secret" not in browser.text and "n’est plus visible" in browser.text


def test_what_nobody_confirms_is_forgotten_in_a_week(clock):
    made = envie()
    asked(thing(made), "a@example.org")
    followed(thing(made), "b@example.org")
    clock.shift(timedelta(days=6, hours=23))
    assert operations.forget(now()) == 0
    clock.shift(timedelta(hours=1))
    assert operations.forget(now()) == 2, "the subscription and its address"
    assert [one.email for one in db.session.scalars(db.select(Subscriber))] == ["b@example.org"]


def test_an_envie_that_is_gone_is_followed_no_more():
    made, kept = envie(), envie()
    followed(thing(made))
    followed(thing(kept), "b@example.org")
    made = factories.reread(made)
    follow_up.withdraw(made, by=factories.author(made))
    assert operations.forget(now()) == 2 and operations.forget(now()) == 0
    assert [one.email for one in db.session.scalars(db.select(Subscriber))] == ["b@example.org"]


def test_no_address_outlives_what_it_follows_not_even_in_the_outbox(mailbox):
    asked(thing(envie()))
    deliver()
    asked(thing(envie()))
    mailbox.clear()
    operations.stop(makers.secret())
    notices = db.session.scalars(db.select(Notice).where(Notice.template == "news_confirm")).all()
    assert len(notices) == 2 and not [one for one in notices if one.subscriber_id]
    kept = [str(value) for one in notices for value in vars(one).values()]
    assert not [value for value in kept if ADDRESS in value]
    assert deliver() == 2, "those of the author"
    assert ADDRESS not in [mail["To"] for mail in mailbox]


def test_the_trail_and_the_log_hold_no_address(browser, caplog):
    made = envie()
    browser.get(f"/etre-prevenu/envie/{made.number}")
    browser.submit("Me prévenir", email=ADDRESS)
    address = link()
    browser.get(address)
    assert ADDRESS not in caplog.text and address.rpartition("/")[2] not in caplog.text
