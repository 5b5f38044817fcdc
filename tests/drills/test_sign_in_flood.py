"""Sixteen connections of one place try passwords: readers feel them as sixteen readers, or nearly so."""

import threading
from itertools import count
from statistics import median

from sqlalchemy import create_engine

from ctg_site.db import db
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.audit import AuditEntry
from tests.drills.people import crowd

CONNECTIONS = 16
TURNS = 12
#: It was thirty before tries were counted by place, and hashed two at once; one and a half to eight since.
MOST = 12
SIGN_IN = "/equipe/connexion"


def test_passwords_tried_by_one_place_cost_readers_nothing(new_site, record_property):
    site, numbers = new_site(), count()
    people = [site.client() for _ in range(CONNECTIONS)]

    def look(person):
        return person.get(SIGN_IN)

    def guess(person):
        return person.post(
            SIGN_IN, {"email": f"nobody.{next(numbers)}@example.org", "password": "pas le bon du tout"}
        )

    def while_they(act):
        """How long the home page takes meanwhile, and what they are answered."""
        waited, reader, over = [], site.client(), threading.Event()

        def read():
            while not over.is_set():
                waited.append(reader.get("/").seconds)

        reading = threading.Thread(target=read)
        reading.start()
        told = crowd(CONNECTIONS, lambda number: act(people[number]), times=TURNS)
        over.set()
        reading.join()
        return told, waited

    looked, calm = while_they(look)
    guessed, stormy = while_they(guess)
    ratio = median(stormy) / median(calm)
    figures = (
        f"{guessed.total} passwords tried, {dict(guessed.statuses)}, the home page {ratio:.1f} times as slow"
    )
    record_property("figures", f"sign-in, sixteen connections: {figures} as under as many readers")
    assert not looked.bad and not guessed.bad, f"{looked}\n{guessed}\n{site.said()}"
    assert guessed.statuses[429] > 100, f"a place tries thirty times, whatever the accounts: {guessed}"
    assert ratio < MOST, f"{figures}: {median(calm):.3f} s, then {median(stormy):.3f} s"
    engine = create_engine(site.database_url)
    with engine.connect() as connection:
        asked = db.select(db.func.count()).where(AuditEntry.event == AuditEvent.SIGN_IN_FAILED)
        assert not connection.execute(asked).scalar_one(), (
            "an address that nobody has leaves no line in the trail"
        )
    engine.dispose()
