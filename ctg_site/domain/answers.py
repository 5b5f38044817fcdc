"""What is asked of an envie d'agir: each answer, who reads it, what a child does not give."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any

from . import telephones
from .vocabulary import AgeBand, Channel, ContactWay, ProposerKind, Visibility


class FormPart(StrEnum):
    """The screens of the form, in their order; ENTRY: what the staff alone know, of an envie they enter.

    Two come before the sending; PLACE and SHOWN come after it, for who wishes.
    """

    ENTRY = "entry"
    WISH = "wish"
    CONTACT = "contact"
    PLACE = "place"
    SHOWN = "shown"


#: What is asked before the sending, and what may be said once the envie is sent.
BEFORE_SENDING = FormPart.WISH, FormPart.CONTACT
AFTER_SENDING = FormPart.PLACE, FormPart.SHOWN


class Shape(StrEnum):
    """What an answer is made of: each shape is drawn by one kind of field, and kept in one way."""

    TEXT = "text"
    LINE = "line"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    YES = "yes"
    MEETING = "meeting"
    PLACE = "place"
    ONE = "one"
    SEVERAL = "several"


#: What names a row of another table: a place by its slug, a meeting by its number.
LINKS = frozenset({Shape.PLACE, Shape.MEETING})


class Reader(StrEnum):
    """EVERYBODY: once the envie is published, as far as its author agreed; CENTRE: its staff alone."""

    EVERYBODY = "everybody"
    CENTRE = "centre"


class OfChild(StrEnum):
    """Under fifteen: GIVEN as by anybody, NEVER kept, or kept WITHOUT_NAME to show."""

    GIVEN = "given"
    NEVER = "never"
    WITHOUT_NAME = "without_name"


class WeekTime(StrEnum):
    """When somebody is free, in a usual week."""

    DAYTIME = "daytime"
    EVENING = "evening"
    WEDNESDAY = "wednesday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one answer beside its words, which are in `words/answers.py`."""

    part: FormPart
    shape: Shape
    reader: Reader = Reader.CENTRE
    of_child: OfChild = OfChild.GIVEN
    #: The closed list it is chosen from.
    among: type[StrEnum] | None = None
    #: How many characters it may have.
    most: int = 0
    #: Compulsory, at least in some cases: « facultatif » is never said of it.
    needed: bool = False
    #: Kept in the table of the contact, which the centre opens by itself; else with the envie.
    in_contact: bool = False
    #: Its column, when it has not the same name.
    column: str = ""

    def read(self, value: Any, default: Any) -> Any:
        """A value as a form or a draft gives it; the default for what is unknown or of another kind."""
        if self.shape is Shape.YES:
            return bool(value)
        if self.shape is Shape.MEETING:
            return value if isinstance(value, int) else default
        if self.shape is Shape.SEVERAL and self.among:
            given = value if isinstance(value, (list, tuple)) else ()
            return tuple(one for one in self.among if one in given)
        if self.among:
            return next((one for one in self.among if one == value), default)
        return value if isinstance(value, str) else default


def _asked(default: Any, part: FormPart, shape: Shape, **known: Any) -> Any:
    return field(default=default, metadata={"asked": Asked(part, shape, **known)})


def _detail(default: Any, shape: Shape, **known: Any) -> Any:
    """What reaches a person, or names them."""
    return _asked(default, known.pop("part", CONTACT), shape, of_child=NEVER, in_contact=True, **known)


ENTRY, WISH, CONTACT, PLACE, SHOWN = FormPart
EVERYBODY, NEVER = Reader.EVERYBODY, OfChild.NEVER


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is asked of an envie, in the order of the forms; of a child, never what a child does not give.

    The whole site follows from this table: the forms, the draft, the row, and each page that reads it back.
    """

    meeting: int | None = _asked(None, ENTRY, Shape.MEETING)
    channel: Channel = _asked(Channel.ONLINE, ENTRY, Shape.ONE, among=Channel, needed=True)
    text: str = _asked("", WISH, Shape.TEXT, reader=EVERYBODY, most=1500, needed=True)
    talk: bool = _asked(False, WISH, Shape.YES, column="wants_to_talk")
    age_band: AgeBand | None = _asked(None, WISH, Shape.ONE, among=AgeBand)
    way: ContactWay | None = _detail(None, Shape.ONE, among=ContactWay, needed=True)
    phone: str = _detail("", Shape.PHONE, most=telephones.LONGEST, needed=True)
    email: str = _detail("", Shape.EMAIL, most=254, needed=True)
    address: str = _detail("", Shape.ADDRESS, most=300, needed=True)
    district: str = _asked("", PLACE, Shape.PLACE, reader=EVERYBODY)
    structure: str = _asked("", PLACE, Shape.PLACE, reader=EVERYBODY)
    proposer_kind: ProposerKind | None = _asked(None, PLACE, Shape.ONE, among=ProposerKind)
    organisation: str = _asked("", PLACE, Shape.LINE, reader=EVERYBODY, most=120)
    week_times: tuple[WeekTime, ...] = _asked((), PLACE, Shape.SEVERAL, among=WeekTime)
    first_name: str = _detail("", Shape.LINE, part=SHOWN, most=60, reader=EVERYBODY)
    visibility: Visibility | None = _asked(
        None, SHOWN, Shape.ONE, among=Visibility, of_child=OfChild.WITHOUT_NAME
    )

    def __post_init__(self) -> None:
        if not self.is_of_a_child:
            return
        for name, asked in ASKED.items():
            named = asked.of_child is OfChild.WITHOUT_NAME and getattr(self, name) == Visibility.FIRST_NAME
            if named or asked.of_child is NEVER:
                object.__setattr__(self, name, DEFAULTS[name])

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Answers":
        """What a draft holds; one begun before an update says what it can, and nothing of it is an error."""
        return cls().changed(**{name: value for name, value in kept.items() if name in ASKED})

    def changed(self, **given: Any) -> "Answers":
        """With what a form gives, read; a name that is not asked is a TypeError, so that nothing is lost."""
        unknown = given.keys() - ASKED.keys()
        if unknown:
            raise TypeError(f"a form asks what Answers does not keep: {sorted(unknown)}")
        held = {name: getattr(self, name) for name in ASKED}
        new = {name: ASKED[name].read(value, DEFAULTS[name]) for name, value in given.items()}
        return type(self)(**held | new)

    def plain(self) -> dict[str, Any]:
        """As a draft keeps it, and as a form takes it back: texts, numbers, lists of texts."""
        return {name: _plain(getattr(self, name), asked) for name, asked in ASKED.items()}

    def columns(self, in_contact: bool = False) -> dict[str, Any]:
        """The columns of the row, by name, but the links; what was not answered is left to their default."""
        return {
            asked.column or name: _kept(getattr(self, name))
            for name, asked in ASKED.items()
            if asked.in_contact is in_contact and asked.shape not in LINKS and getattr(self, name) is not None
        }

    @property
    def is_of_a_child(self) -> bool:
        return self.age_band is AgeBand.UNDER_15


def _plain(value: Any, asked: Asked) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    if value is None and asked.shape is Shape.ONE:
        return ""
    return str(value) if isinstance(value, StrEnum) else value


def _kept(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, tuple) else value


FIELDS: tuple[Field[Any], ...] = fields(Answers)
ASKED: dict[str, Asked] = {one.name: one.metadata["asked"] for one in FIELDS}
DEFAULTS: dict[str, Any] = {one.name: one.default for one in FIELDS}
