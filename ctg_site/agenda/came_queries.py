"""Who came to a meeting, by age and from priority districts: what was counted, and what the public reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from ctg_site.db import db
from ctg_site.domain.meetings import AGES, PeopleGroup
from ctg_site.domain.results import grouped, is_shown
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import AttendanceGroup


@dataclass(frozen=True, slots=True)
class Came:
    """The ages told apart, how many are of the others together, how many come from priority districts."""

    ages: dict[PeopleGroup, int]
    others: int = 0
    priority: int | None = None


def groups(meeting: Meeting) -> dict[str, int]:
    """How many came of each group that was counted, in their order."""
    counted = db.select(AttendanceGroup).where(AttendanceGroup.meeting_id == meeting.id)
    found = {one.people_group: one.people for one in db.session.scalars(counted)}
    return {one: found[one] for one in PeopleGroup if one in found}


def told(counted: Mapping[str, int], people: int) -> Came:
    """No group under five, none left to a subtraction from those who came: 0 when nobody counted them."""
    large, others = grouped({one: counted[one] for one in AGES if counted.get(one)})
    ages: dict[PeopleGroup, int] = {one: large[one] for one in AGES if one in large}
    priority = counted.get(PeopleGroup.PRIORITY, 0)
    left = people - priority if people else 0
    shown = is_shown(priority) and (left == 0 or is_shown(left))
    return Came(ages, others if is_shown(others) else 0, priority if shown else None)
