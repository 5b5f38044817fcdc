"""The same form sent many times at once, and two decisions at once: one result, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision, InvalidTransition, OutOfDate
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.moderation import operations as moderation
from ctg_site.moderation.queries import file
from ctg_site.submission import operations as submission
from tests import factories


def at_once(app, *acts):
    """Run each act in a thread, with a session of its own; what each gave or raised."""

    def run(act):
        with app.app_context():
            try:
                return act()
            except (OutOfDate, InvalidTransition) as error:
                return type(error).__name__
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, acts))


def test_the_same_form_sent_twenty_times_at_once(app):
    key = factories.draft(text="Un jardin", way="email", email="camille@example.org")
    sent = at_once(app, *[lambda: submission.submit(key, date(2026, 11, 24), "192.0.2.0/24").seed] * 20)
    assert len(set(sent)) == 1 and sent[0]
    assert db.session.scalar(db.select(db.func.count(Proposal.id))) == 1
    assert db.session.scalar(db.select(db.func.count(Notice.id))) == 1


def test_fifty_people_at_once_are_fifty_envies(app):
    keys = [factories.draft(text=f"Envie {number}", way="visit") for number in range(50)]

    def somebody(number):
        return lambda: submission.submit(keys[number], date(2026, 11, 24), f"10.{number}.0.0/24").id

    assert len(set(at_once(app, *map(somebody, range(50))))) == 50


def test_opposite_decisions_at_once_one_wins_and_one_mail_leaves(app):
    centre = factories.centre()
    names = [factories.staff(Role.AGENT, centre).email for _ in range(2)]
    files = [factories.proposal(centre).id for _ in range(15)]
    db.session.execute(db.delete(Notice))
    db.session.commit()

    def decision(number, email, event):
        def decide():
            proposal, by = file(number), by_email(email)
            moderation.decide(proposal, event, by=by, version=1, reason="Parce que.")
            return "decided"

        return decide

    acts = []
    for number in files:
        acts += [decision(number, names[0], Decision.REFUSE), decision(number, names[1], Decision.PUBLISH)]
    results = at_once(app, *acts)
    assert Counter(results) == {"decided": 15, "OutOfDate": 15}
    decided = db.select(db.func.count(JournalEntry.id)).where(JournalEntry.subject == "moderation")
    assert db.session.scalar(decided) == 15
    assert db.session.scalar(db.select(db.func.count(Notice.id))) == 15
