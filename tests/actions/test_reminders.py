"""Whoever answers for an indicator is reminded when a year is over: once, and of what is missing only."""

from datetime import date, timedelta

import pytest

from ctg_site.actions.editing import operations, queries
from ctg_site.actions.reminders import operations as reminder_operations
from ctg_site.db import db
from ctg_site.services import delivery
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")


def indicator(owner, frequency="yearly"):
    return {
        "indicators": [
            {
                "name": "Jeunes présents",
                "kind": "output",
                "unit": "personnes",
                "frequency": frequency,
                "owner_id": str(owner.id),
            }
        ]
    }


def test_a_year_that_is_over_is_asked_for_once(make, coordinator, mailbox, clock):
    make(indicateurs=indicator(coordinator), etat={"state": "under_way"})
    assert reminder_operations.remind() == 1 and reminder_operations.remind() == 0
    db.session.commit()
    delivery.deliver_pending()
    (mail,) = mailbox
    assert mail["Subject"] == "Des valeurs à renseigner pour 2025" and mail["To"] == coordinator.email
    assert "Jeunes présents" in mail.get_content()
    clock.shift(timedelta(days=366))
    assert reminder_operations.remind() == 1


def test_what_is_recorded_or_asleep_is_not_asked_for(make, coordinator):
    filled = make(indicateurs=indicator(coordinator), etat={"state": "under_way"})
    rows = [{"year": 2025, "target": None, "value": 0.0, "comment": ""}]
    operations.save_measures(filled.indicators[0], rows, by=coordinator, version=filled.indicators[0].version)
    make(indicateurs=indicator(coordinator), etat={"state": "to_launch"})
    make(indicateurs=indicator(coordinator, "end"), etat={"state": "under_way"})
    assert reminder_operations.remind() == 0


def test_a_final_value_is_due_when_the_action_is_over(make, coordinator):
    make(
        indicateurs=indicator(coordinator, "end"),
        etat={"state": "done"},
        deroule={"ends_on": date(2026, 11, 1)},
    )
    assert reminder_operations.remind() == 1


def test_nobody_who_left_is_written_to(make, coordinator):
    action = make(indicateurs=indicator(coordinator), etat={"state": "under_way"})
    factories.save(coordinator).is_active = False
    db.session.commit()
    assert reminder_operations.remind() == 0
    assert queries.any_action(action.number).indicators[0].reminded_for == 2025
