"""Makes the accounts of a spreadsheet and sends their invitations: all of them, or none."""

from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError

from ctg_site.db import db, operation
from ctg_site.domain import mailbox
from ctg_site.domain.policy import AT_A_CENTRE
from ctg_site.domain.sheets import SheetOutcome, SheetProblem
from ctg_site.domain.text import fold
from ctg_site.effects.sheets import reading, writing
from ctg_site.effects.sheets.reading import SheetLine, problem
from ctg_site.models.people import User
from ctg_site.services import access
from ctg_site.staff import operations, queries

from .columns import ACCOUNTS

PLACELESS = "Un agent travaille dans une structure. Écrivez-en une."


def empty() -> bytes:
    return writing.template(ACCOUNTS)


def bring_in(content: bytes | None, by: User) -> SheetOutcome:
    """Invite everybody who has no account yet; one that is there stays as it is. SheetError: nobody is."""
    lines = reading.read(content, (ACCOUNTS,))[""]
    try:
        return _bring_in(lines, by)
    except IntegrityError as error:
        raise reading.wrong(reading.SAME_TIME) from error


@operation
def _bring_in(lines: list[SheetLine], by: User) -> SheetOutcome:
    slugs = {fold(name): slug for slug, name in queries.places().items()}
    reading.refuse(_problems(lines, slugs))
    there = {mailbox.same(address) for address in db.session.scalars(db.select(User.email))}
    fresh = [line.values for line in lines if _address(line) not in there]
    for one in fresh:
        places = tuple(slugs[fold(name)] for name in one["structures"])
        post = operations.Post(one["name"], one["role"], places, one["function"])
        access.invite(operations.new_user(one["email"], post), mailed=True, by=by)
    return SheetOutcome(made=len(fresh), kept=len(lines) - len(fresh))


def _address(line: SheetLine) -> str:
    return mailbox.same(line.values["email"])


def _problems(lines: list[SheetLine], slugs: dict[str, str]) -> Iterable[SheetProblem]:
    yield from reading.twice(lines, "email", _address)
    for line in lines:
        named = line.values["structures"]
        if unknown := [name for name in named if fold(name) not in slugs]:
            said = f"Inconnu sur le site\u00a0: {', '.join(unknown)}. Faites d’abord entrer les lieux."
            yield problem(line, "structures", said)
        if line.values["role"] in AT_A_CENTRE and not named:
            yield problem(line, "structures", PLACELESS)
