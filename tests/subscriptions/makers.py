"""Makes addresses that follow things, through the site's own operations, and what is new of these things."""

from datetime import date

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.actions.editing import operations as actions
from ctg_site.actions.editing import queries as staff_queries
from ctg_site.db import db
from ctg_site.domain.participation import Followed
from ctg_site.domain.tokens import derived_token
from ctg_site.domain.workflow import Decision, Move
from ctg_site.models.convention import Commitment
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.models.stories import Story
from ctg_site.models.subscriptions import Subscriber, Subscription
from ctg_site.moderation import operations as moderation
from ctg_site.runtime import settings
from ctg_site.subscriptions import operations, queries
from tests import factories
from tests.agenda.makers import somebody
from tests.lens import load_lens

ADDRESS = "nour@example.org"


def envie(**answers):
    return factories.published(factories.centre(), **answers)


def thing(proposal):
    return queries.thing(Followed.ENVIE, number=proposal.id)


def asked(about, email=ADDRESS, network=None):
    operations.ask(about, email, network)
    return subscriber(email)


def followed(about, email=ADDRESS):
    """Asked for, and confirmed from the mail."""
    asked(about, email)
    operations.confirm(secret(email))
    return subscriber(email)


def subscriber(email=ADDRESS):
    return db.session.scalar(db.select(Subscriber).where(Subscriber.email == email))


def secret(email=ADDRESS):
    return derived_token(subscriber(email).seed, "news", settings().code_key)


def link(email=ADDRESS):
    return f"/etre-prevenu/lien/{secret(email)}"


def fresh(thing):
    db.session.expire_all()
    return db.session.get(type(thing), thing.id)


def moved(proposal, event=Move.MEET, by=None):
    """The centre takes the envie one step further."""
    by = by or somebody()
    proposal = factories.reread(proposal)
    accompaniment.move(proposal, event, by=by, version=proposal.version)


def hidden(proposal, by=None):
    proposal = factories.reread(proposal)
    by = by or somebody()
    moderation.decide(proposal, Decision.HIDE, by=by, version=proposal.version, reason="On vérifie un mot.")


def convention():
    return load_lens()


def an_action(title="Des vacances pour tous", by=None, **sections):
    """A published action of the commitment JE1."""
    by = by or somebody()
    number = actions.create(title, by=by)
    commitment = db.session.scalar(db.select(Commitment).where(Commitment.number == "JE1"))
    sections = {"identite": {"commitments": [commitment.id]}} | sections
    for section, values in sections.items():
        action = staff_queries.any_action(number)
        actions.save_section(action, section, values, by=by, version=action.version)
    action = staff_queries.any_action(number)
    actions.publish(action, by=by, version=action.version)
    return staff_queries.any_action(number)


def told(action, text, by=None):
    action = staff_queries.any_action(action.number)
    actions.tell_progress(action, date(2026, 11, 25), text, "Une note pour l’équipe.", by=by or somebody())


def many(count, proposal):
    """So many addresses at once that follow this envie, without the site's operations."""
    from_one = 1 + (db.session.scalar(db.select(db.func.max(Subscriber.id))) or 0)
    numbers = range(from_one, from_one + count)
    confirmed = db.session.get(Proposal, proposal.id).published_at
    rows = [{"id": n, "email": f"a{n}@example.org", "seed": f"s{n}", "link_hash": f"h{n}"} for n in numbers]
    db.session.execute(db.insert(Subscriber), rows)
    links = [{"subscriber_id": n, "proposal_id": proposal.id, "confirmed_at": confirmed} for n in numbers]
    db.session.execute(db.insert(Subscription), links)
    db.session.commit()


def subscription_of(proposal):
    held = db.select(Subscription).where(Subscription.proposal_id == proposal.id)
    return db.session.scalar(held)


def published_stories(proposal, at):
    """The story of this envie is published again at that moment; how many there were."""
    again = db.update(Story).where(Story.proposal_id == proposal.id).values(published_at=at)
    changed = db.session.execute(again.returning(Story.id)).all()
    db.session.commit()
    return len(changed)


def serving(proposal, commitment):
    values = {"proposal_id": proposal.id, "commitment_id": commitment.id}
    db.session.execute(db.insert(proposal_commitment).values(**values))
    db.session.commit()
