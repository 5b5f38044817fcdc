"""What an old phone receives on its first visit: little, from here alone, and nothing to keep."""

import pytest

from tests.wire import KB, PACKED_ALREADY, TINY

PAGES = (
    *("/", "/conventions/2022-2026/", "/conventions/2022-2026/engagements/JE1", "/envies/", "/aide"),
    *("/structures/", "/structures/ecole-des-mesanges", "/parcours", "/bienvenue/ar", "/bilan/"),
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
    weights = {answer.url: weight(answer) for answer in received if not answer.url.startswith("data:")}
    strangers = [url for url in weights if not url.startswith(site)]
    assert not strangers, f"nothing comes from elsewhere: {strangers}"
    assert 0 < weights[site + path] <= 14 * KB
    assert sum(weights.values()) <= (60 if any("htmx" in url for url in weights) else 45) * KB, weights
    assert len(weights) <= 10, list(weights)
    assert not page.context.cookies()
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert set(kept) <= OF_THE_TAB, kept


def weight(answer):
    """The bytes of the body as they came through the wire."""
    body, coding = answer.request.sizes()["responseBodySize"], answer.header_value("content-encoding")
    if answer.headers["content-type"].partition(";")[0] not in PACKED_ALREADY and body > TINY:
        assert coding in {"br", "gzip"}, f"{answer.url} leaves as it is"
    return body
