"""`flask ctg verify`: each way to tamper with the trail is told in a sentence, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from ctg_site.administration import verification_queries
from ctg_site.db import db
from ctg_site.domain import chain
from ctg_site.models.audit import AuditEntry
from ctg_site.services import audit
from tests import factories
from tests.administration.test_trail import noted
from tests.agenda.makers import TODAY

COPIED = "event, actor, actor_id, actor_name, subject, detail, previous, seal, at, created_at"


@pytest.fixture
def verify(app):
    """Run the command: its exit code and what it says."""
    audit.settings().audit_heads.unlink(missing_ok=True)

    def run():
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["ctg", "verify"])
        db.session.expire_all()
        return result.exit_code, result.output

    yield run
    audit.settings().audit_heads.unlink(missing_ok=True)


def tamper(*statements, **values):
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)


def move(*places):
    """Statements that give lines other numbers, by way of numbers nobody has."""
    away = [f"UPDATE audit_entry SET number = {old} + 1000 WHERE number = {old}" for old, _ in places]
    return [
        *away,
        *(f"UPDATE audit_entry SET number = {new} WHERE number = {old} + 1000" for old, new in places),
    ]


def test_an_honest_trail_is_unbroken_and_leaves_its_head_outside(verify):
    code, told = verify()
    assert code == 0 and "0 line(s), unbroken" in told and "no head" in told
    noted(*range(8))
    assert verify()[0] == 0
    noted("later")
    code, told = verify()
    assert code == 0 and "9 line(s), unbroken; it agrees with 1 head(s)" in told and "sound" in told


@pytest.mark.parametrize("column", ["event", "actor_name", "subject", "detail", "previous", "seal"])
def test_an_edit_is_seen(verify, column):
    noted(*range(8))
    tamper(f"UPDATE audit_entry SET {column} = 'x' WHERE number = 3")
    assert verify() == (1, "Audit trail: line 3 was edited: it no longer says what was written.\n")


def test_an_edited_date_or_person_is_seen(verify):
    noted(*range(8))
    tamper("UPDATE audit_entry SET actor_id = 4 WHERE number = 6")
    assert "line 6 was edited" in verify()[1]
    tamper("UPDATE audit_entry SET at = '2020-01-01 00:00:00+00:00' WHERE number = 5")
    assert "line 5 was edited" in verify()[1]


def test_a_date_that_is_none_is_an_edit(verify):
    if db.engine.dialect.name != "sqlite":
        return
    noted(*range(8))
    tamper("UPDATE audit_entry SET at = 'hier' WHERE number = 5")
    assert "line 5 was edited" in verify()[1]


@pytest.mark.parametrize("number", [1, 4])
def test_a_deletion_is_seen(verify, number):
    noted(*range(8))
    tamper(f"DELETE FROM audit_entry WHERE number = {number}")
    assert verify() == (1, f"Audit trail: line {number} was deleted.\n")


def test_a_deletion_hidden_by_new_numbers_is_seen(verify):
    noted(*range(8))
    tamper("DELETE FROM audit_entry WHERE number = 4", *move((5, 4), (6, 5), (7, 6), (8, 7)))
    assert "line 4 was deleted" in verify()[1]


def test_an_insertion_is_seen(verify):
    noted(*range(8))
    tamper(
        *move((4, 5), (5, 6), (6, 7), (7, 8), (8, 9)),
        f"INSERT INTO audit_entry (number, {COPIED}) SELECT 4, {COPIED} FROM audit_entry WHERE number = 2",
    )
    assert "line 4 was inserted" in verify()[1]


@pytest.mark.parametrize("pair", [(3, 4), (2, 7)])
def test_a_swap_is_seen(verify, pair):
    noted(*range(8))
    tamper(*move(pair, pair[::-1]))
    assert f"line {pair[0]} was swapped with another" in verify()[1]


def test_a_missing_end_is_seen_thanks_to_the_head_kept_outside(verify):
    noted(*range(8))
    verify()
    tamper("DELETE FROM audit_entry WHERE number > 5")
    code, told = verify()
    assert code == 1 and "truncated: line 6 and those after it are missing" in told
    tamper("DELETE FROM audit_entry")
    assert "truncated: line 1 " in verify()[1]
    noted(*range(20))
    assert "replaced from line 8 on" in verify()[1], "a new end does not hide the old one"


@pytest.mark.parametrize("key", ["another key", None])
@pytest.mark.parametrize("outside", [True, False])
def test_a_trail_written_again_is_seen(verify, key, outside):
    """With another key, by its seals; with the very key of the site, by the head kept outside alone."""
    noted(*range(8))
    if outside:
        verify()
    rewrite(chain.key_of(key or audit.settings().code_key))
    code, told = verify()
    if key is None and not outside:
        assert code == 0
    else:
        assert code == 1 and "it was replaced from line" in told


def rewrite(key):
    """The whole trail again, saying something else, every seal made anew."""
    lines = list(db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.number)))
    before, written = chain.START, []
    for line in lines:
        line.detail, line.previous = "rien", before
        before = line.seal = chain.seal(key, line)
        written.append({"number": line.number, "previous": line.previous, "seal": line.seal})
    db.session.rollback()
    for values in written:
        change = "UPDATE audit_entry SET detail = 'rien', previous = :previous, seal = :seal"
        tamper(f"{change} WHERE number = :number", **values)


def test_a_broken_reference_is_seen(verify):
    factories.centre()
    on_sqlite = db.engine.dialect.name == "sqlite"
    off, on = (
        ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
        if on_sqlite
        else ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT")
    )
    connection = db.engine.raw_connection()
    for statement in (off, "UPDATE structure SET district_id = 9999", on):
        connection.cursor().execute(statement)
    connection.commit()
    connection.close()
    code, told = verify()
    assert code == 1 and "structure" in told and "Audit trail: 0 line(s), unbroken" in told


def test_the_loop_of_the_mails_keeps_the_head(app, verify):
    noted(1)
    db.session.commit()
    app.test_cli_runner().invoke(args=["ctg", "send-mail"])
    assert [head.number for head in audit.kept_heads()] == [1]


def test_the_last_lines_alone_may_be_checked(app, verify):
    noted(*range(30))
    tamper("UPDATE audit_entry SET subject = 'x' WHERE number = 3")
    assert "line 3" in verify()[1]
    assert verification_queries.check_trail(10) == verification_queries.Verdict(10, 0, None)
    tamper("UPDATE audit_entry SET subject = 'x' WHERE number = 25")
    assert verification_queries.check_trail(10).broken == chain.Break(chain.ChainFault.EDITED, 25)


@pytest.mark.parametrize(("left", "code"), [(31, 0), (30, 1), (-400, 1)])
def test_what_will_soon_be_out_of_date_is_told(app, verify, clock, monkeypatch, left, code):
    dated = replace(audit.settings(), security_expires=TODAY + timedelta(days=left))
    monkeypatch.setitem(app.extensions, "ctg_settings", dated)
    told = verify()
    assert (told[0], "CTG_SECURITY_EXPIRES" in told[1]) == (code, bool(code))
