"""The people of the drills: a small client that never raises, and crowds of them."""

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back: 0 for a connection that was refused or cut, with the reason as text."""

    status: int
    text: str
    url: str
    seconds: float
    location: str = ""
    headers: dict = field(default_factory=dict)


class Stay(HTTPRedirectHandler):
    """Redirections are answers."""

    def redirect_request(self, *_):
        return None


class Client:
    """One person: keeps cookies and the token of the last form, sends forms, never raises on an answer."""

    def __init__(self, base_url):
        self.base_url, self.token = base_url, ""
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), Stay())

    def get(self, url, timeout=60, **headers):
        return self._send(Request(urljoin(self.base_url, url)), timeout, headers)

    def post(self, url, data=None, timeout=60, **headers):
        """Send these values with the token of the last form seen."""
        values = {"csrf_token": self.token, **(data or {})}
        request = Request(urljoin(self.base_url, url), urlencode(values, doseq=True).encode(), method="POST")
        headers = {"Origin": self.base_url, "Sec-Fetch-Site": "same-origin", **headers}
        return self._send(request, timeout, headers)

    def follow(self, answer, timeout=60):
        return self.get(answer.location, timeout)

    def _send(self, request, timeout, headers):
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        began = time.monotonic()
        try:
            with self._open(request, timeout) as response:
                content = response.read().decode(errors="replace")
                status, received = response.status, dict(response.headers)
        except OSError as error:
            status, content, received = 0, f"{type(error).__name__}: {error}", {}
        except Exception as error:  # an answer cut in the middle, or one that is no HTTP
            status, content, received = 0, f"cut: {type(error).__name__}: {error}", {}
        token = TOKEN.search(content)
        self.token = token[1] if token else self.token
        location = received.get("Location", "")
        return Answer(status, content, request.full_url, time.monotonic() - began, location, received)

    def _open(self, request, timeout):
        try:
            return self.opener.open(request, timeout=timeout)
        except HTTPError as error:
            return error


@dataclass
class Told:
    """What a crowd met: how many answers of each status, how long each took, the first bad ones."""

    statuses: Counter = field(default_factory=Counter)
    seconds: list = field(default_factory=list)
    bad: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def total(self):
        return sum(self.statuses.values())

    def hear(self, act, number):
        try:
            got = act(number)
        except Exception as error:
            got = Answer("raised", f"{type(error).__name__}: {error}", "", 0)
        with self.lock:
            for answer in got if isinstance(got, list) else [got] if got else []:
                self.statuses[answer.status] += 1
                self.seconds.append(answer.seconds)
                if answer.status in {0, "raised"} or answer.status >= 500:
                    self.bad.append(f"{answer.status} {answer.url} {answer.text[:300]}")

    def __str__(self):
        return "\n".join([str(dict(self.statuses)), *self.bad[:5]])


def crowd(people, act, seconds=None, times=1):
    """`people` threads that call `act(number)` together, `times` times each or for so many seconds.

    `act` returns an Answer, a list of them, or None; what it raises is counted as « raised ».
    """
    told, begin = Told(), threading.Barrier(people)

    def one(number):
        begin.wait()
        end = time.monotonic() + (seconds or 0)
        for turn in count():
            if time.monotonic() > end if seconds else turn >= times:
                return
            told.hear(act, number)

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
