"""A backup is taken while people write, holds no key, and leaves nothing when it fails."""

import errno
import gzip
import threading

from ctg_site.backups import rows, taking
from ctg_site.db import db, operation
from ctg_site.services import facts


def test_the_keys_are_not_in_it_and_nobody_else_reads_it(lived, backup):
    settings = lived[0].app.extensions["ctg_settings"]
    texts = [
        gzip.open(path, "rt").read() if path.suffix == ".gz" else path.read_bytes().decode("latin-1")
        for path in backup.rglob("*")
        if path.is_file()
    ]
    assert not [text for text in texts if settings.code_key in text or settings.secret_key in text]
    assert not [path for path in (backup, *backup.rglob("*")) if path.stat().st_mode & 0o077]


def test_a_full_disk_leaves_nothing(lived, tmp_path, monkeypatch):
    def full(*ignored):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rows, "write", full)
    code, told = lived[0].ctg("backup", tmp_path / "b")
    assert code == 1 and "No space left" in told and "make room" in told
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_is_left_alone(lived, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    code, told = lived[0].ctg("backup", tmp_path)
    assert code == 1 and "is not empty" in told and (tmp_path / "letter.txt").read_text() == "mine"


def test_people_write_meanwhile_and_no_row_points_at_nothing(lived, nowhere, tmp_path, monkeypatch):
    """Someone writes as fast as they can: the copy is of one moment, and writing goes on."""
    town, _ = lived
    monkeypatch.setattr(taking, "PAGES", 20)
    monkeypatch.setattr(taking, "TURNS", 50)
    stop, written = threading.Event(), []

    def write():
        with town.app.app_context():
            while not stop.is_set():
                facts_written(len(written))
                written.append(1)
            db.session.remove()

    hand = threading.Thread(target=write)
    hand.start()
    try:
        with town.app.app_context():
            taking.take(tmp_path / "b", print)
            db.session.remove()
    finally:
        stop.set()
        hand.join()
        with town.inside():
            pass  # only now may its connections be closed
    assert written
    code, told = nowhere.ctg("restore", tmp_path / "b")
    assert code == 0, told


@operation
def facts_written(number):
    facts.write("written_meanwhile", str(number))
