"""Writes of the shared tablets: lend one, end it, forget each person who used it."""

import hmac
from datetime import timedelta

from ctg_site.db import db, now, operation
from ctg_site.domain.tokens import derived_token, new_token, token_hash
from ctg_site.domain.workflow import Forbidden
from ctg_site.models.desk import Tablet
from ctg_site.models.people import User
from ctg_site.models.proposals import Draft
from ctg_site.runtime import settings
from ctg_site.services import access
from ctg_site.services.opening import new_key as new_key
from ctg_site.throttle import WrongSecrets

from . import queries

#: From the opening of a centre to its closing.
LIFE = timedelta(hours=14)
WRONG_CODES = WrongSecrets("code of a tablet")


@operation
def start(structure_id: int, code: str, by: User, session_token: str) -> str:
    """Lend this browser: whoever holds it is signed in no more. The token by which it is a tablet."""
    if structure_id not in {place.id for place in queries.places(by)}:
        raise Forbidden("a tablet stands at a desk of one’s own")
    token = new_token()
    access.close_session(session_token)
    row = Tablet(token_hash=token_hash(token), structure_id=structure_id, user_id=by.id)
    row.code_hash, row.expires_at = _hash(row, code), now() + LIFE
    db.session.add(row)
    return token


@operation
def stop(tablet: Tablet) -> None:
    db.session.delete(tablet)


@operation
def forget_person(key: str) -> None:
    """Somebody has finished, or is gone: neither words nor receipt are found with this key any more."""
    db.session.execute(db.delete(Draft).where(Draft.key_hash == token_hash(key)))


def opens(tablet: Tablet, code: str) -> bool:
    """Whether this is the code that leaves; the wrong ones are counted, for each tablet alone."""
    if hmac.compare_digest(tablet.code_hash, _hash(tablet, code)):
        return True
    WRONG_CODES.note(place_of(tablet))
    return False


def must_wait(tablet: Tablet) -> bool:
    return WRONG_CODES.are_too_many(place_of(tablet))


def place_of(tablet: Tablet) -> str:
    """What counts as the place that sends: each tablet by itself, whatever the network of the centre."""
    return f"tablet {tablet.id}"


def _hash(tablet: Tablet, code: str) -> str:
    return derived_token(code, f"tablet {tablet.token_hash}", settings().secret_key)
