"""A picture that comes with an envie: who is recognised on it, what follows what, the cells to blur."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from .policy import Permission
from .workflow import Transition, Workflow


class Recognised(StrEnum):
    """Whether somebody can be recognised, and what those people said."""

    NOBODY = "nobody"
    BLUR = "blur"
    ADULTS_AGREED = "adults_agreed"
    MINORS_AGREED = "minors_agreed"


class PictureState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    KEPT = "kept"


class PictureEvent(StrEnum):
    SHOW = "show"
    HIDE = "hide"
    KEEP = "keep"


#: Those of an envie, at most.
MOST = 3
#: What may be blurred: a grid of so many cells along the long side, and along the short one.
LONG, SHORT = 8, 6


def grid(width: int, height: int) -> tuple[int, int]:
    """How many columns and rows of cells lie on a picture of this size."""
    return (LONG, SHORT) if width >= height else (SHORT, LONG)


def cells(said: Iterable[str], width: int, height: int) -> list[int]:
    """The cells that were ticked, by their number from 0, line after line; what is none is left out."""
    columns, rows = grid(width, height)
    numbers = {str(number): number for number in range(columns * rows)}
    return sorted({numbers[one] for one in said if one in numbers})


def is_settled(picture: Any) -> bool:
    """Nobody is recognised on it against their will: somebody said so, or it was blurred."""
    return picture.blurred_at is not None or picture.recognised not in {None, Recognised.BLUR}


def may_be_shown(picture: Any) -> bool:
    """Everybody reads its envie, and nobody is recognised on it against their will."""
    return bool(is_settled(picture) and picture.envie_is_public)


def _row(
    event: PictureEvent, sources: set[Any], target: PictureState, needs: Permission, ready: Any = None
) -> Transition:
    return Transition(event, frozenset(sources), target, needs, guard=ready)


E, S, P = PictureEvent, PictureState, Permission
# fmt: off
PICTURES = Workflow("state", (
    _row(E.SHOW, {S.WAITING, S.KEPT}, S.PUBLISHED, P.FILE_PUBLISH, may_be_shown),
    _row(E.KEEP, {S.WAITING},         S.KEPT,      P.FILE_MODERATE),
    _row(E.HIDE, {S.PUBLISHED},       S.KEPT,      P.FILE_MODERATE),
))
# fmt: on
