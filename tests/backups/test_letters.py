"""Letters that waited when a backup was taken: held after a restoration, until somebody decides of them."""

from ctg_site.db import db
from ctg_site.models.outbox import HELD, Notice
from ctg_site.services import delivery
from ctg_site.undelivered import operations, queries
from tests import factories


def waiting():
    db.session.expire_all()
    return db.session.scalars(db.select(Notice).where(HELD)).all()


def test_what_waited_is_held_then_leaves_or_does_not(app, mailbox):
    factories.proposal(email="une@example.org")
    db.session.commit()
    assert operations.hold() == 1 and len(waiting()) == 1
    assert delivery.deliver_pending() == 0 and not mailbox
    state = queries.sending()
    assert (state.held, state.waiting, state.is_late) == (1, 0, False)
    assert [(count, first) for _, count, first, _ in queries.held()][0][0] == 1
    assert operations.let_go() == 1 and not waiting()
    assert delivery.deliver_pending() == 1 and len(mailbox) == 1
    factories.proposal(email="deux@example.org")
    db.session.commit()
    assert operations.hold() == 1
    assert operations.drop() == 1 and operations.drop() == 0
    assert delivery.deliver_pending() == 0 and len(mailbox) == 1


def test_a_held_letter_is_told_by_verify_until_somebody_decided(app):
    run = app.test_cli_runner()
    factories.proposal(email="une@example.org")
    db.session.commit()
    operations.hold()
    told = run.invoke(args=["ctg", "verify"])
    assert told.exit_code == 1 and "1 letter(s) are held since a restoration" in told.output
    listed = run.invoke(args=["ctg", "letters", "held"])
    assert listed.exit_code == 0 and "1 letter(s) held" in listed.output
    run.invoke(args=["ctg", "letters", "drop"])
    assert "held since" not in run.invoke(args=["ctg", "verify"]).output
