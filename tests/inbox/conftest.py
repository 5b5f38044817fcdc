"""A centre, its agent at the desk, and many files at once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Channel, Visibility
from ctg_site.domain.workflow import Moderation, Outcome, Stage
from ctg_site.models.proposals import Proposal
from tests import factories


@pytest.fixture
def centre():
    return factories.centre(name="Centre des Mésanges")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Nadia Exemple")


@pytest.fixture
def desk(browser, agent):
    return browser.sign_in(agent)


@pytest.fixture
def coordinator(other_browser):
    return other_browser.sign_in(factories.staff(Role.COORDINATOR))


@pytest.fixture
def bulk(centre):
    """Write so many files at once in the centre; `due` says the promise of each, by its rank."""

    def write(count, due, start=0):
        fixed = {
            "moderation": Moderation.RECEIVED,
            "stage": Stage.WELCOME,
            "outcome": Outcome.OPEN,
            "channel": Channel.ONLINE,
            "visibility": Visibility.PRIVATE,
            "contact_due_on": datetime(2026, 12, 8, tzinfo=UTC).date(),
            "structure_id": centre.id,
            "version": 1,
        }
        rows = [
            fixed
            | {name: f"{name} {rank}" for name in ("text", "submission_key", "code_hash", "link_hash")}
            | {"due_on": due(rank)}
            for rank in range(start, start + count)
        ]
        db.session.commit()
        with db.engine.execution_options(ctg_writes=True).begin() as connection:
            connection.execute(insert(Proposal), rows)

    return write
