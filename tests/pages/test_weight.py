"""What a first visit weighs, in bytes received: an old phone at 50 kbit/s must not wait."""

import re

import pytest

from ctg_site.config import ROOT
from tests import factories
from tests.wire import ACCEPTED, KB, first_visit, receive

STATIC = ROOT / "static"
LIMITS = {
    "site.css": 12 * KB,
    "site.js": 4 * KB,
    "vendor/htmx-2.0.11.min.js": 18 * KB,
    "tablet.js": KB,
    "aloud.js": 2 * KB,
    "icons.svg": 4 * KB,
    "favicon.svg": KB,
}
#: Those that are only read, those that load htmx, and a form.
PAGES = (
    *("/", "/aide", "/donnees-personnelles", "/plan-du-site", "/envies/proposer", "/suivi", "/nulle-part"),
    *("/envies/", "/structures/", "/parcours", "/agenda/", "/actions/", "/recherche?q=jardin"),
    *("/consultations/", "/envies/1", "/donnees-ouvertes/", "/integrer/", "/bilan/"),
    *("/version-simple", "/version-simple/la-suite", "/borne"),
)


@pytest.mark.parametrize("coding", ACCEPTED)
@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_a_file_stays_light(app, name, limit, coding):
    address = app.jinja_env.globals["asset"](name)
    assert len(receive(app.test_client(), address, coding).data) <= limit


def test_the_font_is_light_and_comes_with_its_licence():
    (font,) = (STATIC / "fonts").glob("*.woff2")
    assert font.stat().st_size <= 20 * KB
    assert re.fullmatch(r"atkinson-[0-9a-f]{12}\.woff2", font.name)
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text()
    assert f'url("../fonts/{font.name}")' in (STATIC / "css/base.css").read_text()


@pytest.fixture
def envies():
    return [
        factories.published(title=f"Une envie au nom plutôt long, numéro {n}", text="Des mots, encore. " * 20)
        for n in range(20)
    ]


def test_a_first_visit_stays_light(app, envies):
    client, heavy = app.test_client(use_cookies=False), []
    for path in PAGES:
        for coding in ACCEPTED:
            received = first_visit(client, path, coding)
            total = sum(received.values())
            most = 60 * KB if any("htmx" in address for address in received) else 45 * KB
            if total > most or received[path] > 14 * KB or len(received) > 10:
                heavy.append(f"{path} ({coding}): {total} bytes, {received}")
            strangers = [address for address in received if not address.startswith("/")]
            assert not strangers, f"nothing comes from elsewhere: {strangers}"
    assert not heavy, (
        "a first visit is 45 KB at most, 60 with htmx, its page 14 KB, in 10 requests:\n" + "\n".join(heavy)
    )
