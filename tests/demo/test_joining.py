"""Those who join the envies of the demonstration: counted as the pages say, dated in the past, invented."""

import re

from ctg_site.db import db, now
from ctg_site.domain.participation import CompanionState, DatesState, JoinState
from ctg_site.joining import demonstration as played
from ctg_site.models.dates import DatesOffer, DatesReply, OfferedDate
from ctg_site.models.participation import Companion, Participation
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal

SOURCE = played.SOURCE.read_text()


def test_people_join_wait_and_are_called(demonstration):
    found = list(db.session.scalars(db.select(Participation)))
    assert {one.state for one in found} == {JoinState.NEW, JoinState.CALLED}
    assert any(one.is_child for one in found) and any(one.entered_by_id for one in found)
    assert sum(one.to_check for one in found) == 2
    for one in found:
        assert one.created_at < now() and not (one.is_child and (one.first_name or one.words))
    joined = dict(
        db.session.execute(db.select(Proposal.id, Proposal.joined).where(Proposal.joined > 0)).all()
    )
    counted = [one.proposal_id for one in found if one.counts]
    assert joined == {number: counted.count(number) for number in set(counted)}


def test_one_envie_is_carried_by_two(demonstration):
    kept = db.session.scalars(db.select(Companion)).one()
    assert kept.state is CompanionState.ACCEPTED and kept.first_name and kept.created_at < now()


def test_every_address_and_number_is_invented():
    assert all(number.startswith("06 39 98") for number in re.findall(r"0\d(?: \d\d){4}", SOURCE))
    assert all(host == "example.org" for host in re.findall(r"@([\w.]+)", SOURCE))


def test_dates_wait_for_answers_and_one_first_name_is_read(demonstration):
    held = db.session.scalars(db.select(DatesOffer)).one()
    dates = db.session.scalars(db.select(OfferedDate).where(OfferedDate.offer_id == held.id)).all()
    assert held.state is DatesState.OPEN and held.created_at < now()
    assert len(dates) == 3 and all(one.starts_at > now() for one in dates)
    assert len(db.session.scalars(db.select(DatesReply)).all()) == 2
    assert db.session.scalars(db.select(User.shown_name).where(User.shown_name != "")).all() == ["Damien"]
