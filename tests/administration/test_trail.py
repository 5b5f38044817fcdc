"""The audit trail: a chain without a gap, whatever happens at once; what fails leaves no line."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ctg_site.db import db, operation
from ctg_site.domain.policy import SYSTEM, VISITOR, Person, Role
from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.models.audit import AuditEntry
from ctg_site.services import audit
from tests import factories


@operation
def noted(*times, by=SYSTEM, fails=False):
    for time in times:
        audit.record(AuditEvent.EXPORTED, by, subject=str(time))
    if fails:
        raise ZeroDivisionError


def lines():
    return list(db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.number)))


def test_each_line_holds_the_seal_of_the_one_before(app):
    noted(1, 2)
    with pytest.raises(ZeroDivisionError):
        noted("lost", fails=True)
    noted(3)
    found = lines()
    assert [line.number for line in found] == [1, 2, 3] and [line.subject for line in found] == [
        "1",
        "2",
        "3",
    ]
    assert [line.previous for line in found[1:]] == [line.seal for line in found[:-1]]


def test_who_did_it_is_said_with_the_name_of_that_day(app):
    person = factories.staff(Role.COORDINATOR, name="Nadia")
    for by in (person, Person(proposal_id=4), SYSTEM, VISITOR, None):
        noted("x", by=by)
    told = [(line.actor, line.actor_id, line.actor_name) for line in lines()]
    nobody = (None, None, "")
    assert told == [
        (Actor.STAFF, person.id, "Nadia"),
        (Actor.AUTHOR, None, ""),
        (Actor.SYSTEM, None, ""),
        nobody,
        nobody,
    ]


def test_a_line_belongs_inside_an_operation(app):
    with pytest.raises(RuntimeError, match="inside an operation"):
        audit.record(AuditEvent.EXPORTED, SYSTEM)


def test_fifty_at_once_make_one_chain(app):
    def one(number):
        with app.app_context():
            noted(number)
            db.session.remove()

    with ThreadPoolExecutor(10) as people:
        list(people.map(one, range(50)))
    found = lines()
    assert [line.number for line in found] == list(range(1, 51))
    assert [line.previous for line in found[1:]] == [line.seal for line in found[:-1]]
    assert sorted(int(line.subject) for line in found) == list(range(50))


def test_the_head_is_kept_outside_when_it_changes(app):
    audit.settings().audit_heads.unlink(missing_ok=True)
    assert not audit.keep_head()
    noted(1)
    assert audit.keep_head() and not audit.keep_head()
    noted(2)
    assert audit.keep_head()
    assert [(head.number, head.seal) for head in audit.kept_heads()] == [
        (line.number, line.seal) for line in lines()
    ]
    audit.settings().audit_heads.unlink()
