"""The server's processes: none dies in a cold start, silent browsers hold none, one that dies is told of."""

import os
import signal
import socket
import time

import pytest

from tests.drills.cold_starts import read_at_once
from tests.drills.people import crowd
from tests.drills.site import Site

#: `CTG_COLD_STARTS=30` proves it at length.
STARTS = int(os.environ.get("CTG_COLD_STARTS", "2"))


@pytest.fixture(scope="module")
def site(databases):
    with Site(databases.fresh(), workers=4) as site:
        yield site


def test_no_process_dies_under_readers_who_come_at_once(site):
    for start in range(STARTS):
        told, died = read_at_once(site, seconds=1.5)
        assert not died, f"start {start + 1}: {died}\n{told}\n{site.said()}"
        assert not told.bad and told.total, f"start {start + 1}: {told}\n{site.said()}"
        if start + 1 < STARTS:
            site.kill()
            site.start()


def test_browsers_that_say_nothing_hold_no_process(site):
    address = ("127.0.0.1", int(site.base_url.rpartition(":")[2]))
    silent = [socket.create_connection(address) for _ in range(20)]
    try:
        told = crowd(4, lambda number: site.client().get("/aide"))
    finally:
        for one in silent:
            one.close()
    assert told.statuses == {200: 4}, f"{told}\n{site.said()}"
    assert max(told.seconds) < 5, f"a page took {max(told.seconds):.1f} s behind twenty silent connections"


def test_a_process_that_dies_is_replaced_and_told_of(site):
    person, began = site.client(), site.workers
    os.kill(site.pid, signal.SIGHUP)
    eventually(lambda: len(site.workers) == 4 and not {*site.workers} & {*began}, site)
    assert person.get("/readyz").text == "ok\n", "a process that was asked to end did not die"

    for blow in (signal.SIGSEGV, signal.SIGKILL):
        os.kill(site.workers[0], blow)
        told = crowd(4, lambda number: site.client().get("/aide"), times=2)
        assert told.statuses[200] >= 6, f"{told}\n{site.said()}"
    told_of = "ok\n2\N{NO-BREAK SPACE}processus se sont arrêtés seuls depuis le démarrage, le dernier"
    eventually(lambda: person.get("/readyz").text.startswith(told_of), site)
    assert site.log.read_text().count("a process ended by itself") == 2, site.said()
    eventually(lambda: len(site.workers) == 4, site)


def eventually(holds, site, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, site.said()
        time.sleep(0.1)
