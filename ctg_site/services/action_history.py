"""Who changed what of an action: its line, its day, its version, whatever the page that changes it."""

from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from ctg_site.db import db
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.actions import Action, ActionChange

from . import audit, clock


def touch(action: Action) -> None:
    """The action changed today: its version moves even when only its lines did."""
    action.changed_on = clock.today()
    flag_modified(action, "changed_on")


def note(action: Action, by: Any, section: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Keep who changed what."""
    db.session.add(
        ActionChange(action_id=action.id, user_id=by.id, section=section, before=before, after=after)
    )
    if section == "publication":
        said = "publiée" if after["is_published"] else "retirée du site"
        audit.record(AuditEvent.DECISION, by, f"action n°\u00a0{action.number}", said)
