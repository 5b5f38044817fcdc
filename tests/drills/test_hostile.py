"""Forged requests of every kind, by everybody at once: an answer in words each time, never a crash.

`CTG_HOSTILE_REQUESTS=12000` sends as many, for as long as they take.
"""

import os

from tests.drills.hostile import Assault

REQUESTS = int(os.environ.get("CTG_HOSTILE_REQUESTS", "0"))


def test_no_hostile_request_breaks_the_site(new_site, record_property):
    site = new_site(demonstration=True, workers=4)
    done = Assault(site.base_url, REQUESTS or 1500, seconds=3600 if REQUESTS else 30, seed=7).run()
    record_property("figures", str(done))
    assert not done.broken, "\n".join([*done.broken[:10], site.said()])
    answered = sum(done.statuses.values())
    assert answered > 200 and done.statuses[200] + done.statuses[303] + done.statuses[422] > answered / 5, (
        f"they are refused at the door, and try nothing: {done}"
    )
