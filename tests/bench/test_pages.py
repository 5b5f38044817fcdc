"""A page that is kept costs little more than one that asks nothing and draws nothing, in processor alone."""

import logging
import time

from werkzeug.test import create_environ

from tests import factories
from tests.bench.constant import app as constant

TIMES, TURNS = 100, 5
#: Within the process, without the server, which costs several times both: `make bench` measures the whole.
MOST_KEPT, MOST_AGAIN, LEAST_SPARED = 4, 4, 8


def cost(application, path, **headers):
    """Seconds of processor for one answer: the least of several turns."""
    asked = create_environ(path, "http://localhost", headers={"Accept-Encoding": "br", **headers})
    best = float("inf")
    for _ in range(TURNS):
        begun = time.process_time()
        for _ in range(TIMES):
            body = application(dict(asked), lambda status, headers, failed=None: None)
            b"".join(body)
            if hasattr(body, "close"):
                body.close()
        best = min(best, time.process_time() - begun)
    return best / TIMES


def test_a_kept_page_costs_about_a_constant_one(app, front, browser, caplog, record_property):
    caplog.set_level(logging.ERROR, "ctg_site")
    factories.published(title="Un jardin")
    answer = app.test_client().get("/envies/", headers={"Accept-Encoding": "br"})
    size, tag = len(answer.data), answer.headers["ETag"]
    plain, plain_again = cost(constant, f"/{size}"), cost(constant, f"/{size}", If_None_Match=f'"{size}"')
    kept, again = cost(app, "/envies/"), cost(app, "/envies/", If_None_Match=tag)
    front.keep_at_most(0)
    drawn = cost(app, "/envies/")
    ratios = kept / plain, again / plain_again, drawn / kept
    told = f"a kept page {ratios[0]:.1f}, its 304 {ratios[1]:.1f} of a constant one in the process"
    record_property("figures", f"{told}; drawn, {ratios[2]:.0f} times as much")
    assert ratios[0] <= MOST_KEPT and ratios[1] <= MOST_AGAIN and ratios[2] >= LEAST_SPARED, ratios
