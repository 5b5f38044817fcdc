"""What ties a database to the key of its codes, and gives it a name that the heads kept outside repeat."""

import hashlib
import hmac
import secrets

from ctg_site.db import now, operation
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.runtime import settings

from . import audit, facts

#: Rows of `site_fact`: the fingerprint of the key; since when agents are asked for a second factor.
KEY, WEEK = "code_key", "second_factor_for_agents"
OTHER_KEY = (
    "CTG_CODE_KEY is not the key that this database was made with: no follow-up code would open, and new ones"
    " would be lost; put the first one back, it is in the backup of the settings"
)


def fingerprint(code_key: str) -> str:
    """What is kept of the key, from which nobody can find it: 32 hexadecimal digits."""
    return hmac.new(code_key.encode(), b"fingerprint of the key", hashlib.sha256).hexdigest()[:32]


@operation
def settle() -> None:
    """Note the key, the name of the database and the day of new rules, once for all."""
    if facts.read(KEY) is None:
        facts.write(KEY, fingerprint(settings().code_key))
    if facts.read(audit.NAME) is None:
        facts.write(audit.NAME, secrets.token_hex(8))
    if facts.read(WEEK) is None:
        facts.write(WEEK, now().isoformat(timespec="seconds"))


@operation
def restored(why: str) -> None:
    """A backup stands here: another name, since what other lines were written after it are lost.

    The heads kept of the former name accuse nobody any more; the trail itself says what happened.
    """
    facts.write(audit.NAME, secrets.token_hex(8))
    facts.write(audit.HEADS, "0")
    facts.write(audit.RESTORED, "1")
    audit.record(AuditEvent.RESTORED, SYSTEM, "base de données", why)


@operation
def moved(why: str) -> None:
    """The same database in another place, of which no line was lost: the trail says so, its heads hold."""
    audit.record(AuditEvent.RESTORED, SYSTEM, "base de données", why)


def faults() -> list[str]:
    """One statement; nothing when the key is the one that the database was made with, or not noted yet."""
    noted = facts.read(KEY)
    return [] if noted in {None, fingerprint(settings().code_key)} else [OTHER_KEY]
