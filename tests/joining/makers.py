"""What the tests of « J’en suis » need: a form opened by a person, somebody who joined."""

from datetime import timedelta

from ctg_site.db import db, now
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.joining import operations, queries
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal
from ctg_site.services.opening import new_key

PHONE = "06 39 98 00 42"


def opened(ago=timedelta(seconds=20)):
    """The key of a form that somebody opened a moment ago."""
    return new_key(now() - ago)


def joined(proposal, *offers, key=None, network=None, trapped=False, by=None, **values):
    """Somebody who joined this envie, called by telephone when nothing else is said."""
    defaults = {"way": ContactWay.PHONE, "phone": PHONE, "first_name": "Sam"}
    brought = operations.Brought(list(offers) or ["time"], **defaults | values)
    file = queries.file(proposal.id)
    made = operations.join(file, brought, key or opened(), network, trapped, by=by)
    return queries.participation(made.id)


def reread(participation) -> Participation:
    db.session.expire_all()
    return queries.participation(participation.id)


def counted(proposal):
    """What the public reads, and what the rows say: they must agree."""
    db.session.expire_all()
    kept = db.session.get(Proposal, proposal.id)
    rows = db.session.scalars(db.select(Participation).where(Participation.proposal_id == proposal.id))
    there = [one for one in rows if one.counts]
    offers = [offer for one in there for offer in one.offers]
    assert kept.joined == len(there)
    assert kept.offered == {offer: offers.count(offer) for offer in set(offers)}
    return kept.joined
