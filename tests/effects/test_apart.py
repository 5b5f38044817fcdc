"""What was sent is read by a process of its own: limited, one at a time, without the secrets of the site."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from ctg_site.actions.sheets import exports
from ctg_site.db import db
from ctg_site.effects.apart import process
from ctg_site.effects.apart.process import Work
from ctg_site.effects.sheets import reading
from ctg_site.models.outbox import SiteFact

WANTED = json.dumps({"Actions": [30, 10]})


def read(content=None, work=reading.WORK):
    return process.read(work, exports.spreadsheet([]) if content is None else content, WANTED)


def test_it_answers_from_any_thread_one_at_a_time(app):
    def asked(_):
        with app.app_context():
            return read()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(asked, range(4)))
    assert len(set(answers)) == 1 and json.loads(answers[0])["Actions"]["rows"]


def test_somebody_else_s_file_is_waited_for_a_while(app, monkeypatch):
    monkeypatch.setattr(process, "TURN", 0.05)
    place = process.reading.take()
    with pytest.raises(process.Busy):
        read()
    process.reading.give_back(place)
    assert read()


def test_a_place_comes_back_whatever_happened(app):
    with pytest.raises(process.Broken):
        read(b"PK")
    assert process.reading.take() == 0
    process.reading.give_back(0)


@pytest.mark.parametrize(
    "work",
    [
        Work("spreadsheet", seconds=2, memory=16 * 1024 * 1024, answer=1000_000),
        Work("spreadsheet", seconds=2, memory=150 * 1024 * 1024, answer=10),
    ],
    ids=["memory", "answer"],
)
def test_more_than_its_part_is_refused(app, work):
    with pytest.raises(process.Unread):
        read(work=work)


class Endless(Work):
    """A program that limits itself as the others do, then never comes to an end."""

    def command(self, *words):
        program = "from ctg_site.effects.apart.child import serve; serve(lambda content: sum(iter(int, 1)))"
        return [sys.executable, "-c", program, str(self.seconds), str(self.memory), str(self.answer)]


def test_the_seconds_of_processor_are_counted_where_they_are_spent(app, caplog):
    with pytest.raises(process.TooMuch):
        read(b"", Endless("endless", seconds=1, memory=150 * 1024 * 1024, answer=10))
    assert "endless: ended with -" in caplog.text, "it was stopped by who waits, not by itself"


def test_nobody_waits_for_ever(app, monkeypatch):
    monkeypatch.setattr(process, "PATIENCE", 0.01)
    with pytest.raises(process.TooMuch):
        read()


def test_no_secret_of_the_site_goes_with_it(app, monkeypatch):
    monkeypatch.setenv("CTG_SECRET_KEY", "canary-of-the-environment")
    assert "canary" not in str(process.ENVIRONMENT) and not [
        name for name in process.ENVIRONMENT if "CTG" in name
    ]


def test_what_was_sent_stays_out_of_the_log(app, caplog):
    with pytest.raises(process.Broken):
        read(b"PK\x03\x04 zoeline@example.org")
    assert "spreadsheet: ended" in caplog.text and "zoeline" not in caplog.text


def test_no_writer_waits_meanwhile(app, monkeypatch):
    """What the request read before is let go of: on SQLite, its lock would hold every commit."""
    db.session.scalars(db.select(SiteFact)).all()
    assert db.session().in_transaction()
    read()
    assert not db.session().in_transaction()
