"""The page of the pieces looks as it did: each of its parts is compared, small, with the one that was kept.

`CTG_KEEP_PICTURES=1 .venv/bin/python -m pytest -n 0 tests/journeys/test_style_pictures.py` keeps what is seen
now: look at the page before committing them.
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer

KEPT = Path(__file__).parent / "pictures"
#: By width of the screen, that of a picture: letters become grey, whatever draws them, and a piece that
#: moves or changes its colour still shows.
WIDTHS = {320: 64, 1280: 160}
PARTS = "main section[aria-labelledby]:not(section section)"
#: Of 255, the mean difference of the points; of the height, how much a line of another machine may add.
MOST, TALLER = 7, 0.06


@pytest.fixture
def pieces(page, scenes):
    sign_in(Pointer(page), scenes, scenes.agent)
    page.goto("/equipe/style")
    page.evaluate("document.fonts.ready")
    page.evaluate("document.querySelector('#promised').remove()")  # counted from today: other words each day
    return page


def small(part, side):
    seen = Image.open(BytesIO(part.screenshot())).convert("RGB")
    return seen.resize((side, max(round(seen.height * side / seen.width), 1)), Image.Resampling.BOX)


def apart(seen, kept):
    """How far two pictures are, point by point; another height than a line or two is another picture."""
    if abs(seen.height - kept.height) > max(TALLER * kept.height, 2):
        return 255.0
    both = ImageChops.difference(seen.resize(kept.size), kept)
    return max(ImageStat.Stat(both).mean)


@pytest.mark.parametrize("width", WIDTHS)
def test_each_part_looks_as_it_did(pieces, width):
    pieces.set_viewport_size({"width": width, "height": 900})
    differs = {}
    for part in pieces.locator(PARTS).all():
        file = KEPT / f"{part.get_attribute('aria-labelledby')}-{width}.png"
        seen = small(part, WIDTHS[width])
        if os.environ.get("CTG_KEEP_PICTURES"):
            file.parent.mkdir(exist_ok=True)
            seen.quantize(32).save(file, optimize=True)
        assert file.is_file(), f"no picture of this part is kept yet: see the top of {Path(__file__).name}"
        far = apart(seen, Image.open(file).convert("RGB"))
        if far > MOST:
            differs[file.name] = round(far, 1)
    assert not differs, f"look at the page, then keep its pictures (see {Path(__file__).name}): {differs}"


def test_a_piece_that_changes_is_seen(pieces):
    part = pieces.locator(PARTS).first
    before = small(part, 160)
    assert apart(small(part, 160), before) < 1
    part.evaluate("one => { one.style.paddingLeft = '3rem' }")
    assert apart(small(part, 160), before) > MOST
