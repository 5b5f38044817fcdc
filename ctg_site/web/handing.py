"""One part of the site hands a person over to another, whose cookie it cannot write: good for a minute."""

from itsdangerous import BadData

from .sealing import sealed_for

SECONDS = 60
PURPOSE = "handing"


def ticket(part: str, number: int) -> str:
    """What opens the thing of this number in that part of the site."""
    return str(sealed_for(PURPOSE).dumps([part, number]))


def handed(part: str, token: str) -> int | None:
    """The number that a ticket opens in this part; None when it is too old, or of another part."""
    try:
        of, number = sealed_for(PURPOSE).loads(token, max_age=SECONDS)
    except BadData:
        return None
    return int(number) if of == part else None
