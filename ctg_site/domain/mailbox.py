"""An e-mail address as every relay takes it: in plain signs, its domain encoded."""

import re
from enum import StrEnum

from . import spoken

KNOWN = sorted(spoken.words_of("mailboxes.txt"))
MISTYPED = dict(re.split(" *= *", line) for line in spoken.lines("mistyped_mailboxes.txt"))
#: A shorter name has too many neighbours that are names themselves.
SHORTEST_NAME = 5
#: What is copied with an address, and the spaces that some put around its @.
AROUND = re.compile(r"^\s*<?(?:mailto:)?\s*| +(?=@)|(?<=@) +|[>.,;\s]+$")


class Flaw(StrEnum):
    """What is wrong with an address that somebody typed."""

    INCOMPLETE = "incomplete"
    #: A sign that few relays take before the @: the person is asked again, never guessed for.
    ACCENT = "accent"


class NotAnAddress(ValueError):
    """No mail would reach this; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"no mail would reach this address: {flaw}")
        self.flaw = flaw


def plain(typed: str) -> str:
    """The address that somebody typed, its domain encoded where it has accents; or NotAnAddress."""
    typed = AROUND.sub("", typed)
    name, at, domain = typed.rpartition("@")
    if at and domain and not name.isascii():
        raise NotAnAddress(Flaw.ACCENT)
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False).ascii_email
    except EmailNotValidError as error:
        raise NotAnAddress(Flaw.INCOMPLETE) from error
    if found is None:
        raise NotAnAddress(Flaw.ACCENT)
    return found


def meant(typed: str) -> str | None:
    """The address that was probably meant when its domain is nearly one that everybody knows; or None.

    It is asked about, never put in place of what was typed: a domain that looks mistyped may be somebody’s.
    """
    copied = AROUND.sub("", typed)
    name, _, domain = copied.replace(",", ".").rpartition("@")
    domain = domain.lower()
    near = (one for one in KNOWN if domain not in KNOWN and _mistyped(domain, one))
    found = f"{name}@{MISTYPED.get(domain) or next(near, domain)}"
    if found.lower() == copied.lower():
        return None
    try:
        return plain(found)
    except NotAnAddress:
        return None


def _mistyped(domain: str, known: str) -> bool:
    name, right = domain.partition(".")[0], known.partition(".")[0]
    return (name == right or len(right) >= SHORTEST_NAME) and spoken.one_apart(domain, known)


def on_the_wire(kept: str) -> str:
    """A kept address as it is given to a relay; one that no relay takes is NotAnAddress."""
    if kept.isascii():
        return kept
    name, _, domain = kept.rpartition("@")
    if not name.isascii():
        raise NotAnAddress(Flaw.ACCENT)
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise NotAnAddress(Flaw.INCOMPLETE) from error


def same(typed: str) -> str:
    """What two spellings of one address share: to find an account by it, or to count what it receives."""
    typed = typed.strip().lower()
    try:
        return on_the_wire(typed)
    except NotAnAddress:
        return typed


def owner(address: str) -> str:
    """Whose mailbox it is: what follows a « + » before the @ is a folder of the same person."""
    name, at, domain = same(address).rpartition("@")
    return f"{name.partition('+')[0]}{at}{domain}"
