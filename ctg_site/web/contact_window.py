"""Details somebody asked to see: shown ten minutes, in that browser alone; then they are asked for again."""

import time
from typing import Any

from flask import request, session

MINUTES = 10
CORRECTED = (
    " Attention\u00a0: ses coordonnées ont changé depuis que vous avez ouvert cette page. Vérifiez que vous"
    " avez bien joint la personne\u00a0; sinon, annulez."
)


def show(kind: str, number: int) -> None:
    """From now on, the details of thing `number`, and of no other of this `kind`."""
    session[kind] = {"id": number, "at": time.time()}


def shown(kind: str) -> int | None:
    """The number of the thing of this `kind` whose details may be shown now; None when there is none."""
    opened = session.get(kind, {})
    recent = time.time() - opened.get("at", 0) < MINUTES * 60
    return opened.get("id") if recent else None


def corrected(contact: Any) -> str:
    """What to add when these were corrected since the page that was sent, which tells their `mark`."""
    return CORRECTED if contact and request.form.get("mark", contact.mark) != contact.mark else ""
