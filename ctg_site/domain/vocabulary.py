"""The words of the field that a table keeps: each list is closed."""

from enum import StrEnum


class StructureKind(StrEnum):
    SOCIAL_CENTRE = "social_centre"
    NURSERY = "nursery"
    PARENT_CHILD_PLACE = "parent_child_place"
    SCHOOL = "school"
    LEISURE_NURSERY = "leisure_nursery"
    LEISURE_PRIMARY = "leisure_primary"
    LEISURE_TEENAGERS = "leisure_teenagers"
    YOUTH_PLACE = "youth_place"
    TOWN_SERVICE = "town_service"
    OTHER = "other"


class Channel(StrEnum):
    ONLINE = "online"
    DESK = "desk"
    PHONE = "phone"
    PAPER = "paper"
    STREET = "street"
    MEETING = "meeting"


class ProposerKind(StrEnum):
    ALONE = "alone"
    GROUP = "group"
    ASSOCIATION = "association"
    CENTRE = "centre"


class AgeBand(StrEnum):
    UNDER_15 = "under_15"
    FROM_15_TO_17 = "from_15_to_17"
    ADULT = "adult"


class ContactWay(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"


class Visibility(StrEnum):
    FIRST_NAME = "first_name"
    WITHOUT_NAME = "without_name"
    PRIVATE = "private"


class Actor(StrEnum):
    AUTHOR = "author"
    STAFF = "staff"
    SYSTEM = "system"


class NoticeWay(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    SMS = "sms"
    LETTER = "letter"
    VISIT = "visit"


class Tab(StrEnum):
    """The ways to look at the inbox, by the word in the address."""

    TO_READ = "a-lire"
    UNASSIGNED = "sans-centre"
    WAITING = "en-attente"
    MINE = "les-miennes"
    TO_TELL = "a-prevenir"
    ALL = "toutes"
