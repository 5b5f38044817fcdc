"""A table locked, a connection cut: who writes is told soon and keeps the text, who reads does not wait."""

import sqlite3
import threading
import time
from contextlib import closing, contextmanager

import psycopg
import pytest

from tests.drills.people import crowd

TEXT = "Une grainothèque au pied de l’immeuble, avec un banc pour attendre, et des livres sur les plantes"
WRITERS, PROCESSES = 10, 4


@contextmanager
def held(site, lock):
    """Somebody holds what every write needs, as an import or a forgotten transaction does."""
    if site.database_url.startswith("sqlite"):
        path = site.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(f"BEGIN {lock.partition(' ')[0]}")
            yield
    else:
        with connected(site) as other:
            other.execute(f"LOCK TABLE draft, proposal IN {lock.partition(' ')[2]} MODE")
            yield


@contextmanager
def connected(site):
    with psycopg.connect(site.database_url.replace("+psycopg", "")) as connection:
        yield connection


WRITES, EVERYTHING = "IMMEDIATE EXCLUSIVE", "EXCLUSIVE ACCESS EXCLUSIVE"


@pytest.fixture
def site(new_site):
    """One process is as free as another: each has drawn the pages that this drill asks for."""
    site = new_site(workers=PROCESSES, threads=1, options=("--worker-class=sync",))
    strangers = [site.client() for _ in range(2 * PROCESSES)]
    crowd(len(strangers), lambda number: strangers[number].post("/envies/proposer/envie"), times=2)
    return site


def writer(site):
    """Somebody whose form is filled in."""
    person = site.client()
    person.get("/envies/proposer")
    return person


def send(person):
    return person.post("/envies/proposer/envie", {"text": TEXT})


def test_a_bad_day_of_the_database(site):
    people = [writer(site) for _ in range(WRITERS)]
    with held(site, WRITES):
        ten_who_write_leave_the_site_to_who_reads(site, people)
    assert {send(person).status for person in people} == {303}, "the site goes on by itself"
    with held(site, EVERYTHING):
        a_process_is_alive_whatever_is_locked(site)
    if not site.database_url.startswith("sqlite"):
        a_cut_connection_gives_the_text_back(site)
    assert site.client().get("/readyz").text == "ok\n"


def ten_who_write_leave_the_site_to_who_reads(site, people):
    answers, began = [], time.monotonic()

    def one(number):
        answers.append((send(people[number]), time.monotonic() - began))

    blocked = threading.Thread(target=lambda: crowd(WRITERS, one))
    blocked.start()
    time.sleep(0.3)
    reader = site.client()
    read = [reader.get(page).status for page in ("/", "/healthz", "/readyz", "/envies/")]
    told = time.monotonic() - began
    blocked.join()
    assert read == [200] * 4
    patient = sorted(seconds for _, seconds in answers)[1 - PROCESSES :]
    assert told < patient[0], f"who reads waited {told:.1f} s, as those who write: {patient}"
    assert {answer.status for answer, _ in answers} == {503}, answers
    assert all(TEXT in answer.text and answer.headers["Retry-After"] for answer, _ in answers)


def a_process_is_alive_whatever_is_locked(site):
    """More readers than processes, and none waits long for a table that nobody may read."""
    read = crowd(2 * PROCESSES, lambda number: site.client().get(f"/envies/?apres={number + 1}"))
    assert set(read.statuses) == {503}, read
    alive = site.client().get("/healthz")
    assert (alive.status, alive.text.splitlines()[0]) == (200, "ok")
    assert max(read.seconds) < 15, read.seconds


def a_cut_connection_gives_the_text_back(site):
    """The server stops: who was sending gets the page of the site, not that of the web server."""
    person, answers = writer(site), []
    with held(site, WRITES), connected(site) as other:
        sending = threading.Thread(target=lambda: answers.append(send(person)))
        sending.start()
        waiting = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        end = time.monotonic() + 30
        while not other.execute(waiting).fetchall() and time.monotonic() < end:
            other.rollback()
            time.sleep(0.02)
        sending.join()
    assert answers[0].status == 503 and TEXT in answers[0].text, answers
    assert send(person).status == 303
