"""What a convention's file says, once read and found right: plain values, in the order of the file."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A part of a file; `line` is where it begins, counted from 1, and is not part of what it says."""

    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Located):
    """The act that made the convention."""

    title: str
    reference: str
    adopted_on: date
    received_on: date
    vote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Located):
    """An aim, a domain or a cooperation topic."""

    key: str
    official_text: str
    plain_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayStepText(Located):
    """A step of the children's pathway; positions run from 1, without a gap."""

    position: int
    key: str
    name: str
    official_text: str
    plain_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Located):
    """A body that conducts the convention, or where residents speak."""

    key: str
    name: str
    official_text: str
    plain_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentText(Located):
    """One commitment: the act's words, and ours; paragraphs of `plain_text` are separated by a newline."""

    number: str
    key: str
    plain_title: str
    plain_text: str
    official_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeText(Located):
    code: str
    slug: str
    official_heading: str
    name: str
    summary: str
    commitments: tuple[CommitmentText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Located):
    """A whole convention. `topics_of` and `pathway_of` are the numbers of the commitments that list them."""

    period: str
    title: str
    starts_on: date
    ends_on: date
    signatories: tuple[str, ...]
    introduction: str
    source: Act
    themes: tuple[ThemeText, ...]
    aims: tuple[Item, ...]
    domains: tuple[Item, ...]
    topics_of: str
    topics: tuple[Item, ...]
    pathway_of: str
    pathway: tuple[PathwayStepText, ...]
    governance: tuple[Body, ...]
    participation: tuple[Body, ...]
