"""Who came to the meetings whose minutes everybody reads: ages, and people of priority districts."""

from dataclasses import dataclass, field

from ctg_site.db import db, now
from ctg_site.domain.bilan import at_least
from ctg_site.domain.meetings import MeetingState, PeopleGroup
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import AttendanceGroup


@dataclass(frozen=True, slots=True)
class CameTold:
    """The groups large enough, each by its fives, and by how many meetings it was counted."""

    held: int = 0
    groups: dict[PeopleGroup, tuple[int, int]] = field(default_factory=dict)


def came() -> CameTold:
    """Two statements. A sum is told by its fives: no difference with its meetings shows anybody."""
    told = (
        Meeting.is_public,
        Meeting.minutes_published_at.is_not(None),
        Meeting.state == MeetingState.PLANNED,
        Meeting.ends_at <= now(),
    )
    held = db.session.scalar(db.select(db.func.count(Meeting.id)).where(*told)) or 0
    sums = (
        db.select(
            AttendanceGroup.people_group,
            db.func.sum(AttendanceGroup.people),
            db.func.count(AttendanceGroup.id),
        )
        .join(Meeting, Meeting.id == AttendanceGroup.meeting_id)
        .where(*told)
        .group_by(AttendanceGroup.people_group)
    )
    found = {group: (at_least(int(people)), by) for group, people, by in db.session.execute(sums)}
    groups = {one: found[one] for one in PeopleGroup if one in found}
    return CameTold(held, {one: (least, by) for one, (least, by) in groups.items() if least is not None})
