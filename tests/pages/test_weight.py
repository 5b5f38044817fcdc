"""What a first visit weighs, compressed: an old phone at 50 kbit/s must not wait."""

import gzip
import re
from pathlib import Path

import pytest

from ctg_site.config import ROOT
from tests import factories

STATIC = ROOT / "static"
KB = 1024
LIMITS = {
    "site.css": 12 * KB,
    "site.js": 4 * KB,
    "vendor/htmx-2.0.11.min.js": 18 * KB,
    "icons.svg": 4 * KB,
    "favicon.svg": KB,
}
PAGES = (
    "/",
    "/aide",
    "/donnees-personnelles",
    "/plan-du-site",
    "/envies/",
    "/envies/proposer",
    "/suivi",
    "/nulle-part",
    "/structures/",
    "/parcours",
    "/consultations/",
)


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def font() -> Path:
    (found,) = (STATIC / "fonts").glob("*.woff2")
    return found


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_a_file_stays_light(name, limit):
    assert weight((STATIC / name).read_bytes()) <= limit


def test_the_font_is_light_and_comes_with_its_licence():
    assert font().stat().st_size <= 20 * KB
    assert re.fullmatch(r"atkinson-[0-9a-f]{12}\.woff2", font().name)
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text()
    assert f"fonts/{font().name}" in (STATIC / "site.css").read_text()


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_stays_light(app, path):
    for n in range(20):
        factories.published(title=f"Une envie au nom plutôt long, numéro {n}", text="Des mots, encore. " * 20)
    answer = app.test_client().get(path)
    html = answer.get_data()
    files = {name for name in LIMITS if name.partition(".")[0].encode() in html}
    total = weight(html) + font().stat().st_size
    total += sum(weight((STATIC / name).read_bytes()) for name in files)
    assert weight(html) <= 14 * KB
    assert total <= 60 * KB
    assert len(files) + 2 <= 10
    loaded = re.sub(rb'<a [^>]*>|<script type="application/ld\+json">.*?</script>', b"", html)
    assert b"https://" not in loaded, "nothing comes from elsewhere"
