"""What invented envies stand on: the centres of the demonstration, their people, its districts and aims."""

from dataclasses import dataclass

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.policy import AT_A_CENTRE
from ctg_site.models.convention import Commitment
from ctg_site.models.people import User, membership
from ctg_site.models.places import District, Structure


@dataclass(frozen=True, slots=True)
class Follower:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Centres with whoever answers there, districts, and what the convention in force aims at."""

    centres: list[tuple[int, list[Follower]]]
    districts: list[int]
    commitments: list[Commitment]


def ground() -> Ground:
    """As the database holds it; without a centre where somebody answers, nothing can be invented."""
    there = (
        db.select(membership.c.structure_id, User.id, User.name)
        .join(User, User.id == membership.c.user_id)
        .join(Structure, Structure.id == membership.c.structure_id)
        .where(Structure.receives_proposals, User.is_active, User.role.in_(AT_A_CENTRE))
        .order_by(membership.c.structure_id, User.id)
    )
    centres: dict[int, list[Follower]] = {}
    for centre, number, name in db.session.execute(there):
        centres.setdefault(centre, []).append(Follower(number, name))
    districts = db.session.scalars(db.select(District.id).order_by(District.id))
    aims = db.select(Commitment).options(joinedload(Commitment.theme)).order_by(Commitment.id)
    return Ground([*centres.items()], [*districts], [*db.session.scalars(aims)])
