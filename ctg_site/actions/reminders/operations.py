"""Reminds whoever answers for an indicator that a value is due: once a period, one mail a person."""

from collections import defaultdict

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, operation
from ctg_site.domain.evaluation import ActionState, Frequency
from ctg_site.effects import outbox
from ctg_site.models.actions import Action, Indicator, Measure
from ctg_site.models.people import User
from ctg_site.services import clock

ALIVE = (ActionState.UNDER_WAY, ActionState.LASTING, ActionState.DONE)


@operation
def remind() -> int:
    """Write a mail to each owner of a value that is due; how many mails.

    A yearly value is due when its year is over; a final one when its action is. Asked for once.
    """
    year = clock.today().year - 1
    due: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in _due(year):
        due[indicator.owner_id or 0].append(indicator)
        indicator.reminded_for = year
    people = db.select(User).where(User.id.in_(due), User.is_active).options(selectinload(User.structures))
    owners = list(db.session.scalars(people))
    for owner in owners:
        lines = [f"action n°\u00a0{one.action.number}\u00a0: {one.name}" for one in due[owner.id]]
        outbox.tell_staff(owner, "measures", year=year, lines=lines)
    return len(owners)


def _due(year: int) -> list[Indicator]:
    measured = db.select(Measure.id).where(
        Measure.indicator_id == Indicator.id, Measure.year == year, Measure.value.is_not(None)
    )
    over = or_(
        Indicator.frequency == Frequency.YEARLY,
        and_(Action.ends_on.is_not(None), Action.ends_on < clock.today()),
    )
    return list(
        db.session.scalars(
            db.select(Indicator)
            .join(Action, Action.id == Indicator.action_id)
            .where(Indicator.owner_id.is_not(None), Action.state.in_(ALIVE), over, ~measured.exists())
            .where(or_(Indicator.reminded_for.is_(None), Indicator.reminded_for < year))
            .order_by(Action.number, Indicator.id)
            .options(joinedload(Indicator.action))
            .with_for_update(of=Indicator)
        )
    )
