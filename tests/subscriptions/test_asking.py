"""Asking for news: the mailbox decides, nobody learns who follows what, no form fills a mailbox."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.domain.participation import Followed
from ctg_site.models.outbox import Notice
from ctg_site.models.subscriptions import Subscriber, Subscription
from ctg_site.services import delivery
from ctg_site.subscriptions import operations, queries
from tests import factories
from tests.subscriptions import makers
from tests.subscriptions.makers import ADDRESS, asked, envie, followed, link, subscriber, thing


def deliver():
    db.session.commit()
    return delivery.deliver_pending()


def count(table):
    return db.session.scalar(db.select(db.func.count(table.id)))


def news_notices():
    return db.session.scalars(db.select(Notice).where(Notice.template == "news_confirm")).all()


def news_mails(mailbox):
    """Those that are not for the authors of the envies."""
    return [mail for mail in mailbox if mail["To"] != "camille@example.org"]


def test_an_address_confirms_from_its_mail(browser, mailbox):
    made = envie(title="Un verger")
    browser.get(f"/envies/{made.number}")
    browser.click("Être prévenu par e-mail")
    assert "Une fois par semaine au plus" in browser.text and "Un verger" in browser.text
    browser.submit("Me prévenir", email="Nour@Example.org", to="/etre-prevenu/envoye")
    browser.follow()
    assert "Regardez vos e-mails" in browser.text and ADDRESS not in browser.text
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is None
    deliver()
    (mail,) = news_mails(mailbox)
    assert mail["To"] == ADDRESS and mail["Subject"] == "Votre confirmation pour recevoir des nouvelles"
    assert "Un verger" in mail.get_content() and f"http://localhost{link()}" in mail.get_content()
    browser.get(link())
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is None, "reading changes nothing"
    assert browser.response.headers["Referrer-Policy"] == "no-referrer" and ADDRESS not in browser.text
    browser.submit("Oui, je confirme", to=link())
    browser.follow()
    assert "C’est noté" in browser.text and "Il reste à confirmer" not in browser.text
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is not None


def test_an_address_that_looks_mistyped_is_asked_about_once(browser):
    browser.get(f"/envies/{envie().number}")
    browser.click("Être prévenu par e-mail")
    browser.submit("Me prévenir", email="nour@gmail.con", status=422)
    assert "Vouliez-vous écrire nour@gmail.com" in browser.text
    browser.submit("Me prévenir", email="nour@gmial.com", status=422)
    browser.submit("Me prévenir", to="/etre-prevenu/envoye")
    assert subscriber("nour@gmial.com")


@pytest.mark.parametrize("before", ["unknown", "asked", "followed"])
def test_the_answer_is_the_same_whoever_follows(browser, before, clock):
    made = envie()
    if before != "unknown":
        (asked if before == "asked" else followed)(thing(made))
        clock.shift(timedelta(hours=2))
    browser.get(f"/etre-prevenu/envie/{made.number}")
    browser.submit("Me prévenir", email=ADDRESS, to="/etre-prevenu/envoye")
    answer = browser.response
    assert "Set-Cookie" not in answer.headers or "flash" not in answer.headers["Set-Cookie"]
    assert count(Subscriber) == count(Subscription) == 1


def test_who_follows_already_is_told_gently(mailbox, clock):
    made = envie(title="Un verger")
    followed(thing(made))
    clock.shift(timedelta(hours=2))
    asked(thing(made))
    deliver()
    last = mailbox[-1]
    assert last["Subject"] == "Vous suivez déjà cette page" and "Rien ne change" in last.get_content()
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is not None


def test_one_mail_an_hour_about_one_thing_and_few_a_day_in_all(mailbox, clock):
    made = envie()
    for _ in range(5):
        asked(thing(made))
    assert len(news_notices()) == 1
    clock.shift(timedelta(minutes=50))
    asked(thing(made))
    assert len(news_notices()) == 1, "the hour of the counter is over, not that of the last mail"
    clock.shift(timedelta(minutes=11))
    asked(thing(made))
    assert len(news_notices()) == 2
    others = [envie() for _ in range(12)]
    for other in others[:4]:
        asked(thing(other))
    assert len(news_notices()) == 3, "nobody confirmed anything"
    assert count(Subscription) == 2, "what no mail was sent for is not kept"
    db.session.execute(db.update(Subscription).values(confirmed_at=now()))
    db.session.commit()
    for other in others[4:]:
        asked(thing(other))
    assert len(news_notices()) == 7, "ten questions of a day, the four before among them"


def test_a_flood_from_one_network_writes_to_nobody_else(browser):
    made, mails = envie(), count(Notice)
    for number in range(25):
        operations.ask(thing(made), f"a{number}@example.org", "192.0.2.0/24")
    assert count(Notice) - mails == 20
    operations.ask(thing(made), "library@example.org", None)
    assert subscriber("library@example.org") is not None, "the centres’ own networks have no limit"


def test_a_machine_that_fills_everything_gets_the_same_page(browser):
    made = envie()
    browser.get(f"/etre-prevenu/envie/{made.number}")
    browser.submit("Me prévenir", email=ADDRESS, website="https://example.com", to="/etre-prevenu/envoye")
    assert count(Subscriber) == 0


def test_of_a_child_no_address_is_read_nor_kept(browser, caplog):
    made = envie()
    browser.get(f"/etre-prevenu/envie/{made.number}")
    browser.submit("Me prévenir", is_child="under_15", email="lea@example.org", to="/etre-prevenu/au-centre")
    browser.follow()
    assert "Passe au centre" in browser.text and "lea@" not in browser.text and "lea@" not in caplog.text
    assert count(Subscriber) == 0
    browser.get(f"/etre-prevenu/envie/{made.number}")
    browser.submit("Me prévenir", is_child="under_15", email="pas une adresse", status=303)


@pytest.mark.parametrize("email", ["", "   ", "sans arobase", "a@b", "a" * 300 + "@example.org"])
def test_a_wrong_address_is_said_and_kept(browser, email):
    made = envie()
    browser.get(f"/etre-prevenu/envie/{made.number}")
    browser.submit("Me prévenir", email=email, status=422)
    assert browser.page.select_one("#email_error") and count(Subscriber) == 0
    assert browser.page.select_one("#email")["value"] == email.strip()


def test_only_what_the_public_reads_is_followed(browser):
    waiting, made = factories.proposal(factories.centre()), envie()
    makers.hidden(made)
    for number in (waiting.number, made.number, 999):
        browser.get(f"/etre-prevenu/envie/{number}", status=404)
    browser.get("/etre-prevenu/action/1", status=404)
    browser.get("/etre-prevenu/theme/2022-2026/jeunesse", status=404)
    assert queries.thing(Followed.THEME, period="hier", slug="x") is None


def test_what_is_hidden_or_stopped_before_the_mail_leaves_is_not_told(mailbox):
    first, second = envie(title="Un verger"), envie(title="Un banc")
    asked(thing(first), "a@example.org")
    asked(thing(second), "b@example.org")
    makers.hidden(first)
    operations.stop(makers.secret("b@example.org"))
    deliver()
    assert not news_mails(mailbox)


def test_an_action_and_a_theme_are_followed_alike(browser):
    makers.convention()
    made = makers.an_action()
    theme = made.commitments[0].theme
    for path in (f"/actions/{made.number}", f"/conventions/2022-2026/{theme.slug}/"):
        browser.get(path)
        browser.click("Être prévenu par e-mail")
        browser.submit("Me prévenir", email=ADDRESS, to="/etre-prevenu/envoye")
    browser.get(link())
    assert made.title in browser.text and theme.name in browser.text
    buttons = [tag.get_text() for tag in browser.page.select("button") if "confirme" in tag.get_text()]
    assert len(set(buttons)) == 2, "each button says what it confirms"
    browser.post(link(), {"suivi": str(db.session.scalar(db.select(db.func.min(Subscription.id))))})
    assert count(Subscription) == 2
    confirmed = db.session.scalars(db.select(Subscription).where(Subscription.confirmed_at.is_not(None)))
    assert [one.action_id for one in confirmed] == [made.id]


@pytest.mark.parametrize("forged", ["0", "-1", "1; DROP", "9" * 30, "٣", ""])
def test_a_forged_number_confirms_and_stops_nothing(browser, forged):
    asked(thing(envie()))
    browser.get(link())
    browser.post(link(), {"suivi": forged})
    browser.post(f"{link()}/arreter", {"suivi": forged})
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is None and count(Subscription) == 1


def test_confirming_needs_the_token_of_a_page(browser):
    asked(thing(envie()))
    browser.post(link(), csrf=False, status=400)
    assert db.session.scalar(db.select(Subscription.confirmed_at)) is None


def test_wrong_links_are_slowed_down_and_right_ones_are_not_counted(browser):
    followed(thing(envie()))
    for _ in range(12):
        browser.get(link())
    for _ in range(10):
        browser.get("/etre-prevenu/lien/" + "A" * 43, status=404)
    assert "Ce lien n’ouvre plus rien" in browser.text
    browser.get("/etre-prevenu/lien/" + "A" * 43, status=429)
    browser.post(f"{link()}/arreter", {"List-Unsubscribe": "One-Click"}, csrf=False, status=200)
    assert count(Subscriber) == 0, "stopping is never slowed down"


def together(app, *acts):
    def run(act):
        with app.app_context():
            try:
                return act()
            finally:
                db.session.remove()

    db.session.commit()
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_askings_at_once_make_one_subscription_and_one_mail(app):
    about, mails = thing(envie()), count(Notice)
    together(app, *[lambda: operations.ask(about, ADDRESS, None)] * 4)
    assert (count(Subscriber), count(Subscription), count(Notice) - mails) == (1, 1, 1)


def test_confirming_and_stopping_at_once_ends_in_one_of_the_two(app):
    asked(thing(envie()))
    secret = makers.secret()
    acts = [lambda: operations.confirm(secret), lambda: operations.stop(secret)] * 3
    together(app, *acts)
    assert (count(Subscriber), count(Subscription)) == (0, 0)


def test_confirming_twice_at_once_is_confirming(app):
    asked(thing(envie()))
    secret = makers.secret()
    assert together(app, *[lambda: operations.confirm(secret)] * 4) == [True] * 4
    assert count(Subscription) == 1


def test_the_page_of_a_link_costs_the_same_whatever_is_followed(queries):
    followed(thing(envie()))
    secret = makers.secret()

    def cost():
        db.session.expire_all()
        queries.clear()
        found = makers.queries.subscriber(secret)
        [makers.queries.about(one) for one in found.subscriptions]
        return len(queries)

    few = cost()
    for _ in range(8):
        operations.ask(thing(envie()), ADDRESS, None)
    assert cost() == few == 2
