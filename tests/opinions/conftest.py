"""An action and a commitment to have an opinion about, and people who tap."""

from itertools import count

import pytest

from ctg_site.db import db
from ctg_site.domain.participation import Choice
from ctg_site.models.opinions import OpinionTally
from ctg_site.opinions import operations, queries
from tests.actions.conftest import convention, coordinator, desk, make

__all__ = ["convention", "coordinator", "desk", "make"]
devices = count(1)


@pytest.fixture
def action(make, convention):
    return make("Un conseil des jeunes", etat={"state": "under_way"}, identite={"commitments": [je1().id]})


def je1():
    return queries.commitment("2022-2026", "JE1")


def tapped(target, *choices, network=None):
    """Each time somebody else, who says this."""
    return [operations.tap(target, choice, f"device {next(devices)}", network) for choice in choices]


def counts(target):
    """What counts about it: seen, not yet, useful, to improve."""
    db.session.expire_all()
    found = queries.said(target, ()).counts
    return found.seen, found.not_yet, found.useful, found.to_improve


def doubts():
    return list(db.session.scalars(db.select(OpinionTally.doubts).order_by(OpinionTally.id)))


def many_taps(target, number, choice=Choice.NOT_YET, network="192.0.2.0/24"):
    """So many people of one network at once."""
    return [tapped(target, choice, network=network)[0] for _ in range(number)]
