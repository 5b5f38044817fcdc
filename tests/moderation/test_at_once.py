"""Fifty opposite decisions at once, and pairs grouped both ways: one wins, one mail leaves."""

from collections import Counter

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry, Message, Proposal
from ctg_site.moderation import operations as moderation
from ctg_site.moderation.queries import file
from tests import factories
from tests.submission.test_at_once import at_once

FILES = 50


def count(table, *conditions):
    return db.session.scalar(db.select(db.func.count(table.id)).where(*conditions))


def made(centre, many):
    numbers = [factories.proposal(centre).id for _ in range(many)]
    db.session.execute(db.delete(Notice))
    db.session.commit()
    return numbers


def decision(number, email, event):
    def decide():
        proposal, by = file(number), by_email(email)
        moderation.decide(proposal, event, by=by, version=1, reason="Parce que.")
        return str(event)

    return decide


def test_fifty_opposite_decisions_leave_fifty_decisions_and_fifty_mails(app):
    centre = factories.centre()
    one, other = (factories.staff(Role.AGENT, centre).email for _ in range(2))
    numbers = made(centre, FILES)
    acts = [
        act
        for number in numbers
        for act in (decision(number, one, Decision.REFUSE), decision(number, other, Decision.PUBLISH))
    ]
    results = at_once(app, *acts)
    assert Counter(results)["OutOfDate"] == FILES, Counter(results)
    decided = Counter(result for result in results if result != "OutOfDate")
    assert decided.total() == FILES
    lines = db.session.scalars(db.select(JournalEntry.event).where(JournalEntry.subject == "moderation"))
    assert Counter(lines) == decided
    assert count(Notice, Notice.template == "decision") == count(Notice) == count(Message) == FILES
    states = Counter(db.session.scalars(db.select(Proposal.moderation)))
    assert (
        states == {"not_publishable": decided["refuse"], "published": decided["publish"]} or len(decided) == 1
    )


def test_each_grouped_with_the_other_at_once(app):
    centre = factories.centre()
    one, other = (factories.staff(Role.AGENT, centre).email for _ in range(2))
    numbers = made(centre, 20)
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))

    def grouping(joining, head, email):
        def group():
            files, by = [file(number) for number in sorted((joining, head))], by_email(email)
            moderation.group(*files, joining=joining, by=by, version=1, reason="Ensemble.")
            return "grouped"

        return group

    acts = [act for a, b in pairs for act in (grouping(a, b, one), grouping(b, a, other))]
    results = Counter(at_once(app, *acts))
    assert results["grouped"] == len(pairs) and results.total() == 2 * len(pairs), results
    assert count(Proposal, Proposal.grouped_with_id.is_not(None)) == len(pairs)
    assert count(JournalEntry, JournalEntry.event == "joined") == len(pairs)
