"""Makes what a test needs, through the same operations as the site where there is one."""

from datetime import date, timedelta
from itertools import count

from sqlalchemy.orm import selectinload

from ctg_site.accounts.queries import by_email
from ctg_site.db import db, now, operation
from ctg_site.domain import codes
from ctg_site.domain.answers import Answers
from ctg_site.domain.policy import SECOND_FACTOR_COMPULSORY, Person, Role
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import ReportKind
from ctg_site.domain.workflow import Decision
from ctg_site.filing import Source, open_file
from ctg_site.follow_up import operations as follow_up
from ctg_site.inbox import operations as inbox
from ctg_site.models.access import SecondFactor
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Draft, Proposal
from ctg_site.moderation import operations as moderation
from ctg_site.moderation.queries import file
from ctg_site.reports import operations as reports
from ctg_site.runtime import settings
from ctg_site.services import opening
from ctg_site.services.access import hasher
from ctg_site.services.sieve import PASSED, KeptBack
from ctg_site.submission import operations as submission
from tests.browser import PASSWORD

numbers = count(1)
PASSWORD_HASH = hasher.hash(PASSWORD)


def save(thing):
    db.session.add(thing)
    db.session.commit()
    return thing


def district(**values):
    n = next(numbers)
    return save(District(**{"slug": f"quartier-{n}", "name": f"Quartier {n}"} | values))


def centre(**values):
    n = next(numbers)
    defaults = {"slug": f"centre-{n}", "name": f"Centre {n}", "kind": "centre-socioculturel"}
    return save(Structure(**defaults | {"receives_proposals": True, "phone": "03 53 01 00 10"} | values))


def staff(role=Role.AGENT, *structures, second_factor=None, **values):
    """An account whose password is PASSWORD, with a second factor when its role must have one."""
    n = next(numbers)
    defaults = {"email": f"equipe{n}@example.org", "name": f"Personne {n}", "role": role}
    defaults |= {"password_hash": PASSWORD_HASH, "structures": list(structures)}
    user = save(User(**defaults | values))
    if role in SECOND_FACTOR_COMPULSORY if second_factor is None else second_factor:
        save(SecondFactor(user_id=user.id, seed=codes.new_seed()))
    return user


ANSWERS = {
    "text": "Un jardin partagé derrière l’école.",
    "way": "email",
    "email": "camille@example.org",
    "first_name": "Camille",
    "visibility": "first_name",
    "age_band": "adult",
}


def proposal(structure=None, on=date(2026, 11, 24), **answers):
    """An envie that a person just sent; `structure` is the centre that receives it."""
    return _file(structure, on, PASSED, answers)


def aside(structure=None, on=date(2026, 11, 24), machine_like=True, **answers):
    """An envie set aside: a machine seems to have sent it, or too many came at once."""
    return _file(structure, on, KeptBack(machine_like, not machine_like), answers)


@operation
def _file(structure, on, found, answers):
    kept = ANSWERS | ({"structure": structure.slug} if structure else {}) | answers
    return open_file(Answers().changed(**kept), Source(token_hash(new_token()), found=found), on)


@operation
def _begun(key, when):
    db.session.execute(db.update(Draft).where(Draft.key_hash == token_hash(key)).values(created_at=when))


def opened(ago=timedelta(minutes=1)):
    """The key of a form that somebody opened, `ago`."""
    return opening.new_key(now() - ago)


def draft(ago=timedelta(minutes=1), key=None, **answers):
    """The key of a form that somebody opened and filled in, `ago`; it is ready to be sent."""
    key = key or opened(ago)
    submission.keep(key, "wish", answers)
    _begun(key, now() - ago)
    return key


def decided(event, structure=None, by=None, reason="", words=None, **answers):
    """An envie on which a member of the staff took this decision."""
    structure = structure or centre()
    made = proposal(structure, **answers)
    agent = by_email(by.email) if by else staff(Role.AGENT, structure)
    if event is Decision.GROUP:
        return grouped(made, proposal(structure), by=agent, reason=reason)
    moderation.decide(made, event, by=agent, version=made.version, reason=reason, words=words)
    return made


def grouped(proposal, head, by, reason="Nous avançons ensemble."):
    """An envie that joined another one."""
    by = by_email(by.email)
    db.session.refresh(proposal)
    files = sorted((proposal, head), key=lambda one: one.id)
    moderation.group(*files, joining=proposal.id, by=by, version=proposal.version, reason=reason)
    return proposal


def published(structure=None, title=None, **answers):
    words = moderation.Words(title or f"Envie {next(numbers)}", answers.get("text", ANSWERS["text"]))
    return decided(Decision.PUBLISH, structure, words=words, **answers)


def report(proposal, **values):
    """What a reader says of a published envie."""
    defaults = {"kind": ReportKind.MISTAKE, "words": "", "email": "", "key": opened()}
    return reports.send(proposal, **defaults | values)


def withdrawn():
    made = proposal()
    follow_up.withdraw(made, by=author(made))
    return made


def author(proposal):
    return Person(proposal_id=proposal.id)


def link(proposal):
    """The secret at the end of the link that opens the follow-up of this envie."""
    return codes.link_of(proposal.seed, settings().code_key)


def reread(proposal) -> Proposal:
    """The same file as the database holds it now, with all its lists."""
    db.session.expire_all()
    lists = selectinload(Proposal.journal), selectinload(Proposal.revisions)
    db.session.scalars(db.select(Proposal).where(Proposal.id == proposal.id).options(*lists)).all()
    return file(proposal.id)


def take(proposal, by=None):
    """A member of the centre answers for the file."""
    by = by or staff(Role.AGENT, centre())
    db.session.refresh(proposal)
    inbox.take(proposal, by=by, version=proposal.version)
    return by
