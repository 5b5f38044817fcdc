"""The pictures that the demonstration's authors send with their envies, and what their centres do of them."""

from collections.abc import Callable
from typing import Any

from ctg_site.domain.pictures import PictureEvent, Recognised
from ctg_site.domain.policy import Person
from ctg_site.domain.tokens import new_token
from ctg_site.models.people import User
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal
from ctg_site.pictures import operations, queries
from ctg_site.services.dating import Dated
from ctg_site.web.typesetting import typeset

from .drawings import drawn
from .script import PlayStep

DATED: Dated = {EnviePicture: ("created_at",)}


def sent(proposal: Proposal, step: PlayStep, by: Any) -> None:
    """A drawing, never a photo of anybody."""
    shows = operations.Shows(typeset(step.details["alt"]), Recognised.NOBODY)
    operations.send(proposal, drawn(step.details["quoi"]), shows, new_token(), by=by)


def shown(proposal: Proposal, step: PlayStep, by: User) -> None:
    for picture in queries.pictures(proposal):
        operations.decide(picture, PictureEvent.SHOW, by=by)


BY_AUTHOR: dict[str, Callable[[Proposal, PlayStep, Person], None]] = {"picture": sent}
BY_STAFF: dict[str, Callable[[Proposal, PlayStep, User], Any]] = {"picture": sent, "picture_shown": shown}
