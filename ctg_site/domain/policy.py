"""Who may do what: the one table. Pure functions of a person and a subject."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    AGENT = "agent"
    DIRECTION = "direction"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"


#: Who works in a centre, on its files; the direction answers for its team too.
AT_A_CENTRE = frozenset({Role.AGENT, Role.DIRECTION})
#: Who may not work without a second factor; the others are offered one.
SECOND_FACTOR_COMPULSORY = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
#: Who opens people's telephones, and needs one after a first week.
SECOND_FACTOR_SOON = AT_A_CENTRE


class Permission(StrEnum):
    SITE_READ = "site:read"
    PROPOSAL_READ = "proposal:read"
    PROPOSAL_SUBMIT = "proposal:submit"
    FOLLOW_UP_OPEN = "follow_up:open"
    FOLLOW_UP_USE = "follow_up:use"
    STAFF_SIGN_IN = "staff:sign_in"
    STAFF_ENTER = "staff:enter"
    ACCOUNT_USE = "account:use"
    STAFF_MANAGE = "staff:manage"
    STAFF_CHANGE = "staff:change"
    INBOX_READ = "inbox:read"
    FILE_READ = "file:read"
    FILE_SORT = "file:sort"
    FILE_TAKE = "file:take"
    FILE_ASSIGN = "file:assign"
    FILE_MODERATE = "file:moderate"
    FILE_PUBLISH = "file:publish"
    FILE_ACCOMPANY = "file:accompany"
    FILE_WRITE = "file:write"
    FILE_ARCHIVE = "file:archive"
    CONTACT_READ = "contact:read"
    DESK_USE = "desk:use"
    CODE_GIVE = "code:give"
    CALLS_READ = "calls:read"
    CALLS_PREPARE = "calls:prepare"
    REPORT_SEND = "report:send"
    REPORT_READ = "report:read"
    REPORT_ANSWER = "report:answer"
    ACTION_READ = "action:read"
    ACTIONS_ENTER = "actions:enter"
    ACTION_FOLLOW = "action:follow"
    ACTION_EDIT = "action:edit"
    VALUES_SEND = "values:send"
    VALUES_ENTER = "values:enter"
    VALUES_FILL = "values:fill"
    COLLECTION_KEEP = "collection:keep"
    MEETING_READ = "meeting:read"
    REGISTRATION_SEND = "registration:send"
    AGENDA_KEEP = "agenda:keep"
    MEETING_MANAGE = "meeting:manage"
    BODY_CHANGE = "body:change"
    ITEMS_TICK = "items:tick"
    JOIN_SEND = "join:send"
    JOINED_READ = "joined:read"
    JOINED_ANSWER = "joined:answer"
    FOLLOW_UP_WRITE = "follow_up:write"
    NEWS_ASK = "news:ask"
    OPINION_SEND = "opinion:send"
    OPINION_ANSWER = "opinion:answer"
    REMARK_SEND = "remark:send"
    REMARK_READ = "remark:read"
    REMARK_DECIDE = "remark:decide"
    CONSULTATION_READ = "consultation:read"
    CONSULTATION_ENTER = "consultation:enter"
    CONSULTATION_KEEP = "consultation:keep"
    SETTINGS_MANAGE = "settings:manage"
    CONVENTION_KEEP = "convention:keep"
    CONVENTION_TURN = "convention:turn"
    AUDIT_READ = "audit:read"
    LETTERS_MANAGE = "letters:manage"
    PLACES_ENTER = "places:enter"
    PLACE_KEEP = "place:keep"
    TEAM_LEAD = "team:lead"
    CENTRE_YEAR_READ = "centre_year:read"
    RIGHTS_ASK = "rights:ask"
    RIGHTS_READ = "rights:read"
    RIGHTS_ANSWER = "rights:answer"
    COMMITTEE_MAKE = "committee:make"
    COMMITTEE_READ = "committee:read"
    COMMITTEE_ANSWER = "committee:answer"
    COMMITTEE_WORK = "committee:work"
    HEARD_DECIDE = "heard:decide"


@dataclass(frozen=True)
class Person:
    """What the rules ask of anybody; a signed-in member of staff answers the same questions."""

    id: int | None = None
    roles: frozenset[Role] = frozenset()
    structure_ids: frozenset[int | None] = frozenset()
    receives_proposals: bool = False
    proposal_id: int | None = None
    #: The envie that this person carries with its author, by a code of their own.
    companion_of: int | None = None


VISITOR, SYSTEM = Person(), Person()
Rule = Callable[[Any, Any], bool]


def anyone(person: Any, subject: Any) -> bool:
    return True


def role(*roles: Role) -> Rule:
    return lambda person, subject: bool(person.roles & set(roles))


def author(person: Any, subject: Any) -> bool:
    """Somebody who came with the follow-up code of this very file."""
    return subject is not None and person.proposal_id is not None and person.proposal_id == subject.id


def companion(person: Any, subject: Any) -> bool:
    """Somebody whom the author invited to carry this very file with them, and who accepted."""
    return subject is not None and person.companion_of is not None and person.companion_of == subject.id


def system(person: Any, subject: Any) -> bool:
    """The site itself, from the command line: retention."""
    return person is SYSTEM


def published(person: Any, subject: Any) -> bool:
    return subject is not None and subject.is_public


def in_charge(person: Any, subject: Any) -> bool:
    """A member of the centre that has the file."""
    return subject is not None and subject.structure_id in person.structure_ids


def unassigned(person: Any, subject: Any) -> bool:
    """A member of a centre that receives envies, before a file that no centre has yet."""
    return subject is not None and subject.structure_id is None and person.receives_proposals


def looked_at(person: Any, subject: Any) -> bool:
    """Nobody acts on what was set aside before somebody accepted it."""
    return subject is None or not subject.to_check


def about_an_envie(person: Any, subject: Any) -> bool:
    """Words of a reader about an envie: they follow it; the others without a centre, the coordination."""
    return subject is not None and subject.proposal_id is not None


def other_than_the_writer(person: Any, subject: Any) -> bool:
    """Four eyes: nobody publishes what they entered in the name of their own centre."""
    return subject is not None and subject.own_name_of_id != person.id


def other_than_the_contested(person: Any, subject: Any) -> bool:
    """A contested decision is taken again by another person."""
    return subject is not None and subject.contested_id != person.id


def other_than_oneself(person: Any, subject: Any) -> bool:
    """Nobody gives or takes their own rights: another administrator does."""
    return subject is not None and subject.id != person.id


def leads(person: Any, subject: Any) -> bool:
    """A member of the structure that carries the action."""
    return subject is not None and subject.lead_id is not None and subject.lead_id in person.structure_ids


def at_home(person: Any, subject: Any) -> bool:
    """A member of this very place."""
    return subject is not None and subject.id in person.structure_ids


def validated(person: Any, subject: Any) -> bool:
    """The coordination answers for it: whoever works with the bodies reads it from then on."""
    return subject is not None and subject.is_validated


def any_of(*rules: Rule) -> Rule:
    return lambda person, subject: any(rule(person, subject) for rule in rules)


def all_of(*rules: Rule) -> Rule:
    return lambda person, subject: all(rule(person, subject) for rule in rules)


agent = role(*AT_A_CENTRE)
coordinator = role(Role.COORDINATOR)
administrator = role(Role.ADMINISTRATOR)
#: Whose structures may carry actions.
bearing = role(*AT_A_CENTRE, Role.PARTNER)
around_a_committee = role(*AT_A_CENTRE, Role.COORDINATOR, Role.PARTNER)
handles = any_of(coordinator, all_of(agent, in_charge))

POLICY: dict[Permission, Rule] = {
    Permission.SITE_READ: anyone,
    Permission.PROPOSAL_READ: published,
    Permission.PROPOSAL_SUBMIT: anyone,
    Permission.FOLLOW_UP_OPEN: anyone,
    Permission.FOLLOW_UP_USE: author,
    Permission.STAFF_SIGN_IN: anyone,
    Permission.STAFF_ENTER: role(*Role),
    Permission.ACCOUNT_USE: role(*Role),
    Permission.STAFF_MANAGE: administrator,
    Permission.STAFF_CHANGE: all_of(administrator, other_than_oneself),
    Permission.INBOX_READ: any_of(agent, coordinator),
    Permission.FILE_READ: any_of(handles, all_of(agent, unassigned)),
    Permission.FILE_SORT: any_of(handles, all_of(agent, unassigned)),
    Permission.FILE_TAKE: all_of(any_of(handles, all_of(agent, unassigned)), looked_at),
    Permission.FILE_ASSIGN: all_of(handles, looked_at),
    Permission.FILE_MODERATE: all_of(handles, looked_at, other_than_the_contested),
    Permission.FILE_PUBLISH: all_of(handles, looked_at, other_than_the_contested, other_than_the_writer),
    Permission.FILE_ACCOMPANY: all_of(handles, looked_at),
    Permission.FILE_WRITE: all_of(handles, looked_at),
    Permission.FILE_ARCHIVE: system,
    Permission.CONTACT_READ: handles,
    Permission.DESK_USE: any_of(agent, coordinator),
    Permission.CODE_GIVE: handles,
    Permission.CALLS_READ: any_of(agent, coordinator),
    Permission.CALLS_PREPARE: agent,
    Permission.REPORT_SEND: published,
    Permission.REPORT_READ: any_of(agent, coordinator),
    Permission.REPORT_ANSWER: any_of(handles, all_of(agent, unassigned, about_an_envie)),
    Permission.ACTION_READ: published,
    Permission.ACTIONS_ENTER: any_of(agent, coordinator),
    Permission.ACTION_FOLLOW: any_of(coordinator, all_of(agent, leads)),
    Permission.ACTION_EDIT: coordinator,
    Permission.VALUES_SEND: anyone,
    Permission.VALUES_ENTER: bearing,
    Permission.VALUES_FILL: all_of(bearing, leads),
    Permission.COLLECTION_KEEP: coordinator,
    Permission.MEETING_READ: published,
    Permission.REGISTRATION_SEND: anyone,
    Permission.AGENDA_KEEP: any_of(agent, coordinator),
    Permission.MEETING_MANAGE: handles,
    Permission.BODY_CHANGE: coordinator,
    Permission.ITEMS_TICK: coordinator,
    Permission.JOIN_SEND: anyone,
    Permission.JOINED_READ: handles,
    Permission.JOINED_ANSWER: handles,
    Permission.FOLLOW_UP_WRITE: any_of(author, companion),
    Permission.NEWS_ASK: anyone,
    Permission.OPINION_SEND: published,
    Permission.OPINION_ANSWER: coordinator,
    Permission.REMARK_SEND: published,
    Permission.REMARK_READ: any_of(agent, coordinator),
    Permission.REMARK_DECIDE: any_of(handles, all_of(agent, unassigned, about_an_envie)),
    Permission.CONSULTATION_READ: published,
    Permission.CONSULTATION_ENTER: any_of(agent, coordinator),
    Permission.CONSULTATION_KEEP: coordinator,
    Permission.SETTINGS_MANAGE: any_of(coordinator, administrator),
    Permission.CONVENTION_KEEP: any_of(coordinator, system),
    Permission.CONVENTION_TURN: system,
    Permission.AUDIT_READ: administrator,
    Permission.LETTERS_MANAGE: any_of(coordinator, administrator),
    Permission.PLACES_ENTER: agent,
    Permission.PLACE_KEEP: any_of(coordinator, administrator, all_of(agent, at_home)),
    Permission.TEAM_LEAD: any_of(coordinator, all_of(role(Role.DIRECTION), at_home)),
    Permission.CENTRE_YEAR_READ: any_of(coordinator, all_of(agent, at_home)),
    Permission.RIGHTS_ASK: anyone,
    Permission.RIGHTS_READ: any_of(agent, coordinator),
    Permission.RIGHTS_ANSWER: any_of(handles, all_of(agent, unassigned)),
    Permission.COMMITTEE_MAKE: coordinator,
    Permission.COMMITTEE_READ: any_of(coordinator, all_of(around_a_committee, validated)),
    Permission.COMMITTEE_ANSWER: around_a_committee,
    Permission.COMMITTEE_WORK: system,
    Permission.HEARD_DECIDE: handles,
}


def once_taken(person: Any, subject: Any) -> Any:
    """The person as the rules will see them once they took this file: what no centre has is of theirs."""
    if subject.structure_id is not None or not allowed(person, Permission.FILE_TAKE, subject):
        return person
    return Person(person.id, person.roles, frozenset({*person.structure_ids, None}))


def allowed(person: Any, permission: Permission, subject: Any = None) -> bool:
    """True when the one table gives `permission` on `subject` to `person`."""
    return POLICY[permission](person, subject)


def for_everybody(permission: Permission) -> bool:
    """What needs nobody in particular: the page is found, or it is not."""
    return POLICY[permission] in {anyone, published}
