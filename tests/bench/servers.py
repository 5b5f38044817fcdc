"""The processor that a real server spends for one answer: its own clock, whatever else the machine does."""

import http.client
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.drills.site import Site, free_port

#: So many answers before any is measured: the first ones open the database and fill what is kept. Then turns.
FIRST, TURN, TURNS = 10, 20, 15


def constant(environment):
    """The same server, with the constant page in the place of the site; `with` starts it."""
    here = f"http://127.0.0.1:{free_port()}"
    site = Site(environment | {"CTG_BASE_URL": here}, workers=1)
    site.command[-1] = "tests.bench.constant:app"
    site.path_when_ready = "/1"
    return site


def spent(site):
    """Seconds of processor of the process that answers, all its threads together."""
    tasks = Path(f"/proc/{site.workers[0]}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


class Reader:
    """One browser that keeps its connection, and says that it reads Brotli."""

    def __init__(self, site):
        self.site = site
        self.line = http.client.HTTPConnection(urlsplit(site.base_url).netloc, timeout=60)

    def ask(self, path, **headers):
        """(status, headers, body) of one answer; a connection that was idle for long is another one."""
        try:
            self.line.request("GET", path, headers={"Accept-Encoding": "br", **headers})
            answer = self.line.getresponse()
        except http.client.RemoteDisconnected:
            self.line.close()
            return self.ask(path, **headers)
        return answer.status, answer.headers, answer.read()

    def turn(self, path, headers, times=TURN):
        """Milliseconds of processor for one answer, over so many."""
        before = spent(self.site)
        for _ in range(times):
            self.ask(path, **headers)
        return (spent(self.site) - before) / times * 1000

    def prepared(self, path, again):
        """(bytes of the body, headers to send): with `again`, for somebody who has the page already."""
        headers = {"If-None-Match": self.ask(path)[1]["ETag"]} if again else {}
        for _ in range(FIRST):
            status, _, body = self.ask(path, **headers)
            assert status == (304 if again else 200), (path, status)
        return len(body), headers


def compared(reader, path, yard, again=False):
    """(bytes, milliseconds, part of them that the constant page costs): the middle of many turns, one by one.

    Each turn of the page is beside one of the constant page, since a busy machine makes both dearer.
    """
    size, headers = reader.prepared(path, again)
    plain = f"/{size or 1}"
    _, plain_headers = yard.prepared(plain, again)
    turns = [(reader.turn(path, headers), yard.turn(plain, plain_headers)) for _ in range(TURNS)]
    return size, median(cost for cost, _ in turns), median(plain / cost for cost, plain in turns)
