"""What the tests of the years ask: rows of either convention, and what an action is tied to."""

from ctg_site.actions.editing import operations as editing
from ctg_site.actions.editing import queries as actions
from ctg_site.convention import queries
from ctg_site.db import db
from ctg_site.models.convention import GoverningBody, PathwayStep

#: What the action of the fixture is tied to.
HELD = [("2022-2026", "NUM1"), ("2022-2026", "PE1")], ["ecole", "laep"]


def aim(number, period="2022-2026"):
    return queries.commitment(period, number).id


def step(key):
    return db.session.scalar(db.select(PathwayStep).filter_by(key=key))


def body(key):
    return db.session.scalar(db.select(GoverningBody).filter_by(key=key))


def published(title, by, **identity):
    """A published action; `identity` is what its first section says."""
    number = editing.create(title, by=by)
    made = actions.any_action(number)
    editing.save_section(made, "identite", identity, by=by, version=made.version)
    made = actions.any_action(number)
    editing.publish(made, by=by, version=made.version)
    return actions.any_action(number)


def tied(action):
    whole = actions.any_action(action.number)
    aims = sorted((one.convention.period, one.number) for one in whole.commitments)
    return aims, sorted(one.key for one in whole.steps)
