"""A picture that the site drew, with some cells of a grid made unreadable: a few mean colours stay."""

import sys
from io import BytesIO

from PIL import Image

from .child import serve
from .photo import both

#: How many colours stay of a cell, in each direction.
LEFT = 3


def blurred(content: bytes, columns: int, rows: int, cells: list[int]) -> bytes:
    """The head, the large picture, the small one. A cell is told by its number from 0, line after line."""
    with Image.open(BytesIO(content), formats=("WEBP",)) as opened:
        picture = opened.convert("RGB")
    for cell in cells:
        row, column = divmod(cell, columns)
        box = (
            *(picture.width * column // columns, picture.height * row // rows),
            *(picture.width * (column + 1) // columns, picture.height * (row + 1) // rows),
        )
        size = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
        means = picture.resize(
            (LEFT, LEFT), Image.Resampling.BOX, box=(*box[:2], box[0] + size[0], box[1] + size[1])
        )
        picture.paste(means.resize(size, Image.Resampling.NEAREST), box[:2])
    return both(picture)


def main(content: bytes) -> bytes:
    columns, rows, *cells = map(int, sys.argv[4:])
    return blurred(content, columns, rows, cells)


if __name__ == "__main__":
    serve(main)
