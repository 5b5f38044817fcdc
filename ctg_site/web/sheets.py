"""A spreadsheet that is sent or handed over: its weight, its type, and what is said once it came in."""

from collections.abc import Callable

from flask import Response, request
from wtforms import BooleanField

from ctg_site.domain.sheets import SheetOutcome
from ctg_site.words.french import today

from .forms import BaseForm
from .proof import proved
from .rendering import Reply

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 4 * 1024 * 1024


class TakeAwayForm(BaseForm):
    """What a file that leaves the site holds: nobody's contact unless it is asked for."""

    contacts = BooleanField("Avec les coordonnées des personnes")


def asked(taken: Callable[[bool], Reply]) -> Reply:
    """The file that `taken` makes, with people's contacts once the password was given again; else without."""
    contacts = bool(TakeAwayForm(request.form).contacts.data)
    return proved(taken)(True) if contacts else taken(False)


def sent() -> bytes | None:
    """What was sent as the file of a form; None when nothing was chosen."""
    file = request.files.get("file")
    return file.read() if file is not None and file.filename else None


def handed(content: bytes, name: str, kind: str = XLSX) -> Response:
    """A file and not a page."""
    return Response(content, headers={"Content-Disposition": f"attachment; filename={name}"}, mimetype=kind)


def dated(what: str, kind: str = "xlsx") -> str:
    """The name of a file that says what it holds, and of which day."""
    return f"{what}-{today().isoformat()}.{kind}"


def told(found: SheetOutcome) -> str:
    """What a file did: how many things it made, changed, or said as they were."""
    counts = (("Ajoutés", found.made), ("Changés", found.changed), ("Déjà là, sans changement", found.kept))
    return "C’est fait. " + " ".join(f"{name}\u00a0: {count}." for name, count in counts)
