"""A photo drawn again, large and small, upright and opaque, without what the camera wrote about it."""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from .child import No, serve

#: The words for what is no photo, has too many points, cannot be decoded, or is a thread.
NOT_A_PHOTO, TOO_LARGE, BROKEN, TOO_NARROW = "not_a_photo", "too_large", "broken", "too_narrow"
#: How many times longer than wide a picture may be: a panorama is ten times at most.
LONGEST = 20
#: The most points of each format: a JPEG is decoded at a fraction, of the others every point is kept first.
MOST_POINTS = {"JPEG": 210_000_000, "PNG": 17_000_000, "WEBP": 12_600_000}
#: A JPEG that comes clearer and clearer is kept whole until its end.
MOST_PROGRESSIVE = 24_000_000
Image.MAX_IMAGE_PIXELS = None
#: The longest side in pixels, and the quality, of what the public sees whole and in the page.
LARGE, SMALL = (1600, 80), (640, 70)
#: Before the two pictures: the size of the large one, the length of its bytes.
HEAD = struct.Struct("<III")


def drawn(content: bytes) -> bytes:
    """The head, the large picture, the small one; or No."""
    try:
        opened = Image.open(BytesIO(content), formats=tuple(MOST_POINTS))
    except Exception as error:
        raise No(NOT_A_PHOTO) from error
    # A telephone may keep several pictures in one JPEG, under another name.
    kind = opened.format if opened.format in MOST_POINTS else "JPEG"
    points = opened.width * opened.height
    if points > MOST_POINTS[kind] or (opened.info.get("progressive") and points > MOST_PROGRESSIVE):
        raise No(TOO_LARGE)
    if max(opened.size) > LONGEST * min(opened.size):
        raise No(TOO_NARROW)
    try:
        large = _small(opened, LARGE[0])
    except MemoryError:
        raise
    except Exception as error:  # a decoder meets broken files with exceptions of every kind
        raise No(BROKEN) from error
    return both(large)


def both(large: Image.Image) -> bytes:
    """The answer that this picture makes: the head, itself, and it in small."""
    pictures = [_written(large, LARGE[1]), _written(_fitted(large, SMALL[0]), SMALL[1])]
    return HEAD.pack(*large.size, len(pictures[0])) + b"".join(pictures)


def _small(opened: Image.Image, side: int) -> Image.Image:
    """The first picture of the file, no larger than `side`, in plain colours."""
    opened.draft("RGB", _size(opened.size, side))
    plain = opened if opened.mode in {"L", "RGB", "CMYK", "LA", "RGBA"} else None
    if plain is None or (opened.has_transparency_data and opened.mode in {"L", "RGB"}):
        plain = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    upright = ImageOps.exif_transpose(_fitted(plain, side))
    if upright.mode not in {"LA", "RGBA"}:
        return upright.convert("RGB")
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright.convert("RGB"), mask=upright.getchannel("A"))
    return ground


def _fitted(image: Image.Image, side: int) -> Image.Image:
    size = _size(image.size, side)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _size(size: tuple[int, int], side: int) -> tuple[int, int]:
    ratio = min(1, side / max(size))
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))


def _written(image: Image.Image, quality: int) -> bytes:
    output = BytesIO()
    image.save(output, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return output.getvalue()


if __name__ == "__main__":
    serve(drawn)
