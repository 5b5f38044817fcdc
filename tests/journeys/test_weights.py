"""What an old phone receives on its first visit: little, from here alone, and nothing to keep."""

import gzip
from urllib.parse import urlsplit

import pytest

KB = 1024
PAGES = (
    *("/", "/conventions/2022-2026/", "/conventions/2022-2026/engagements/JE1", "/envies/", "/aide"),
    *("/structures/", "/structures/ecole-des-mesanges", "/parcours", "/bienvenue/ar"),
    *("/papier", "/accessibilite", "/donnees-personnelles", "/plan-du-site", "/contact"),
    *("/recherche", "/recherche?q=jardin"),
)
#: Where filters change the page in place, htmx remembers in this tab alone which address it shows.
OF_THE_TAB = {"htmx-current-path-for-history"}


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit(page, site, path):
    received = []
    page.on("response", lambda answer: received.append(answer))
    page.goto(path, wait_until="networkidle")
    weights = {answer.url: weight(answer) for answer in received}
    strangers = [url for url in weights if not url.startswith((site, "data:"))]
    assert not strangers, f"nothing comes from elsewhere: {strangers}"
    assert weights[site + path] <= 14 * KB
    assert sum(weights.values()) <= 60 * KB, weights
    assert len(weights) <= 10, list(weights)
    assert not page.context.cookies()
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert set(kept) <= OF_THE_TAB, kept


def weight(answer):
    """The bytes of the body as a compressed answer carries them; a font or an image is as it is."""
    body = answer.body()
    text = (
        urlsplit(answer.url).path.endswith((".css", ".js", ".svg"))
        or "text/" in answer.headers["content-type"]
    )
    return len(gzip.compress(body, 6)) if text else len(body)
