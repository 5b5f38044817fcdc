"""The pictures of the demonstration: drawn by the code, and marked as drawings; never a photo of anybody."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from ctg_site.config import ROOT

#: The font of the site: the one that Pillow brings has no accents.
(FONT,) = (ROOT / "static/fonts").glob("*.woff2")
SIZE = 1200, 800
MARK = "Image de démonstration"
SKY, GRASS, EARTH, INK, SUN = "#dcecf5", "#8fb573", "#8a5a3b", "#1e1b18", "#f2b233"
BRICK, LEAF, CLOTH = "#9e2a1f", "#34701f", "#fbf8f3"


def garden(pen: ImageDraw.ImageDraw) -> None:
    """Six raised beds under the sun, with a shed."""
    pen.rectangle((0, 420, 1200, 800), fill=GRASS)
    pen.ellipse((980, 60, 1110, 190), fill=SUN)
    pen.polygon(((80, 300), (210, 190), (340, 300)), fill=BRICK)
    pen.rectangle((100, 300, 320, 470), fill="#c98a5a")
    pen.rectangle((180, 360, 240, 470), fill=INK)
    for row in range(2):
        for column in range(3):
            left, top = 130 + column * 340, 500 + row * 140
            pen.rectangle((left, top, left + 260, top + 80), fill=EARTH)
            for plant in range(6):
                middle = left + 25 + plant * 42
                pen.line((middle, top + 20, middle, top - 30), fill=LEAF, width=6)
                pen.ellipse((middle - 16, top - 56, middle + 16, top - 24), fill=LEAF)


def table(pen: ImageDraw.ImageDraw) -> None:
    """A long table laid for many, under a string of lamps."""
    pen.rectangle((0, 0, 1200, 800), fill="#f9e8e3")
    pen.line((0, 120, 600, 200, 1200, 120), fill=INK, width=5)
    for lamp in range(1, 12):
        middle = lamp * 100
        height = 120 + round(80 * (1 - abs(600 - middle) / 600))
        pen.ellipse((middle - 18, height, middle + 18, height + 44), fill=SUN)
    pen.polygon(((60, 430), (1140, 430), (1200, 640), (0, 640)), fill=CLOTH)
    pen.rectangle((0, 640, 1200, 800), fill=BRICK)
    for dish in range(8):
        left = 80 + dish * 135
        pen.ellipse((left, 470, left + 100, 540), fill="#cfc3b3", outline=INK, width=3)
        pen.ellipse((left + 22, 484, left + 78, 526), fill=(LEAF, SUN, BRICK, EARTH)[dish % 4])


def bench(pen: ImageDraw.ImageDraw) -> None:
    """A bench under a tree."""
    pen.rectangle((0, 560, 1200, 800), fill=GRASS)
    pen.rectangle((850, 260, 900, 600), fill=EARTH)
    pen.ellipse((680, 60, 1070, 380), fill=LEAF)
    for board in range(3):
        pen.rectangle((240, 380 + board * 45, 700, 412 + board * 45), fill=EARTH)
    pen.rectangle((220, 530, 720, 565), fill=EARTH)
    for foot in (270, 650):
        pen.rectangle((foot, 565, foot + 24, 650), fill=INK)


def books(pen: ImageDraw.ImageDraw) -> None:
    """A box of books on its post."""
    pen.rectangle((0, 620, 1200, 800), fill=GRASS)
    pen.rectangle((580, 470, 620, 660), fill=EARTH)
    pen.polygon(((340, 200), (600, 80), (860, 200)), fill=BRICK)
    pen.rectangle((380, 200, 820, 470), fill=CLOTH, outline=INK, width=8)
    for book in range(9):
        left, colour = 410 + book * 42, (LEAF, SUN, BRICK, INK)[book % 4]
        pen.rectangle((left, 250 + book % 3 * 20, left + 32, 450), fill=colour)


DRAWINGS = {"jardin": garden, "repas": table, "banc": bench, "livres": books}


def drawn(name: str) -> bytes:
    """One of the drawings, with its mark at the bottom, as a file somebody would send."""
    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    DRAWINGS[name](pen)
    font = ImageFont.truetype(FONT, 40)
    pen.rectangle((0, 736, 1200, 800), fill=INK)
    pen.text((600, 768), MARK, font=font, fill=CLOTH, anchor="mm")
    output = BytesIO()
    image.save(output, "PNG")
    return output.getvalue()
