"""A photo is what it holds, not what its name says: drawn again, upright, without what the camera wrote."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from ctg_site.config import Settings
from ctg_site.effects import files
from ctg_site.effects.apart import process
from ctg_site.effects.files import NotAPhoto, PhotoFault
from ctg_site.runtime import settings
from ctg_site.web.photo_fields import PHOTO_FAULTS
from tests.effects.spending import spent

GPS = b"48.85-2.35-TRACE"


def opened(kept, small=False):
    return Image.open(BytesIO(files.read_photo(kept.name, small)))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"),
     ("PNG", "I;16"), ("WEBP", "RGB"), ("WEBP", "RGBA")],
)  # fmt: skip
def test_every_usual_photo_is_drawn_again(app, photo, kind, mode):
    kept = files.keep_photo(photo((90, 60), kind, mode))
    image = opened(kept)
    assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (90, 60))
    assert (kept.width, kept.height) == (90, 60)


def test_a_large_photo_is_fitted_and_its_small_one_is_light(app, photo):
    kept = files.keep_photo(photo((3000, 2000)))
    assert opened(kept).size == (1600, 1067) == (kept.width, kept.height)
    assert opened(kept, small=True).size == (640, 427)


def test_a_narrow_photo_is_taken_and_a_thread_is_not(app, photo):
    assert opened(files.keep_photo(photo((6000, 300), "PNG"))).size == (1600, 80)
    for size in ((5000, 1), (300, 6001), (6020, 300)):
        with pytest.raises(NotAPhoto) as refused:
            files.keep_photo(photo(size, "PNG"))
        assert refused.value.fault is PhotoFault.TOO_NARROW


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_what_moves_the_first_picture_is_kept(app, kind):
    output = BytesIO()
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    frames[0].save(output, kind, save_all=True, append_images=frames[1:])
    image = opened(files.keep_photo(output.getvalue()))
    red, _, blue = image.getpixel((30, 20))
    assert red > 200 > 60 > blue and getattr(image, "n_frames", 1) == 1


def test_a_photo_is_turned_upright_and_says_nothing_of_its_place(app, photo):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = GPS.decode()
    content = photo((90, 60), exif=exif.tobytes())
    assert GPS in content
    kept = files.keep_photo(content)
    image = opened(kept)
    assert image.size == (60, 90) and not image.getexif()
    for small in (False, True):
        assert GPS not in files.read_photo(kept.name, small)


def test_what_is_written_beside_the_picture_goes(app, photo):
    content = photo((90, 60), "WEBP", xmp=b"<x>" + GPS + b"</x>")
    assert GPS in content and GPS not in files.read_photo(files.keep_photo(content).name)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\x00" * 60,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script>",
        b"\x00" * 5000,
    ],
)
def test_what_is_no_photo_is_refused(app, content):
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(content)
    assert refused.value.fault is PhotoFault.NOT_A_PHOTO


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_formats_are_refused_whatever_their_name(app, photo, kind):
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(photo(kind=kind))
    assert refused.value.fault is PhotoFault.NOT_A_PHOTO


def test_a_cut_photo_is_broken(app, photo):
    noise = Image.effect_noise((300, 300), 80)
    output = BytesIO()
    noise.save(output, "JPEG")
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(output.getvalue()[: len(output.getvalue()) // 2])
    assert refused.value.fault is PhotoFault.BROKEN


@pytest.mark.parametrize("side", [4200, 12_000])
def test_a_bomb_of_pixels_is_not_opened(app, side):
    """Some kilobytes that would fill the memory."""
    output = BytesIO()
    Image.new("1", (side, side)).save(output, "PNG")
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(output.getvalue())
    assert refused.value.fault is PhotoFault.TOO_LARGE


@pytest.mark.parametrize("size", [(8160, 6144), (12_000, 9000), (16_320, 12_240)], ids=["50", "108", "200"])
def test_a_photo_of_a_telephone_is_taken_at_a_fraction(app, photo, size):
    """50, 108 and 200 million points."""
    content = photo(size, mode="L")
    cost = spent(files.WORK, content)
    assert cost.ended == 0 and cost.megabytes <= 60, cost
    kept = files.keep_photo(content)
    assert opened(kept).size == (kept.width, kept.height) and kept.width == 1600


def test_a_panorama_is_taken_too(app, photo):
    assert opened(files.keep_photo(photo((20_000, 2000), mode="L"))).size == (1600, 160)


@pytest.mark.parametrize(
    ("size", "kind", "mode", "options"),
    [
        ((4123, 4123), "PNG", "P", {"transparency": 0}),
        ((4123, 4123), "PNG", "RGBA", {}),
        ((4123, 4123), "PNG", "I;16", {}),
        ((3549, 3549), "WEBP", "RGBA", {"lossless": True, "method": 0}),
        ((6000, 4000), "JPEG", "RGB", {"progressive": True, "subsampling": 0}),
    ],
    ids=["palette", "transparent", "deep", "webp", "progressive"],
)
def test_the_largest_of_each_kind_costs_little(photo, size, kind, mode, options):
    cost = spent(files.WORK, photo(size, kind, mode, **options))
    assert cost.ended == 0 and cost.seconds <= 2 and cost.megabytes <= 260, cost


@pytest.mark.parametrize(
    ("size", "options"),
    [((7050, 7050), {"transparency": 0}), ((6001, 4001), {"progressive": True})],
    ids=["palette", "progressive"],
)
def test_larger_ones_are_told_before_they_are_decoded(app, photo, size, options):
    kind, mode = ("PNG", "P") if "transparency" in options else ("JPEG", "L")
    content = photo(size, kind, mode, **options)
    assert spent(files.WORK, content).seconds <= 0.5
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(content)
    assert refused.value.fault is PhotoFault.TOO_LARGE


def test_a_photo_that_asks_for_too_much_is_told(app, photo, monkeypatch):
    monkeypatch.setattr(files, "WORK", replace(files.WORK, memory=40 * 1024 * 1024))
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(photo((4000, 4000), "PNG"))
    assert refused.value.fault is PhotoFault.TOO_LARGE


def test_heic_is_known_by_its_beginning(app):
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(b"\0\0\0\x18ftypheic" + b"\0" * 500)
    assert refused.value.fault is PhotoFault.HEIC


def test_one_photo_at_a_time(app, photo, monkeypatch):
    def busy(*asked):
        raise process.Busy

    monkeypatch.setattr(process, "read", busy)
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(photo())
    assert refused.value.fault is PhotoFault.BUSY


def test_every_fault_has_its_sentence():
    assert set(PHOTO_FAULTS) == set(PhotoFault)
    assert len(PHOTO_FAULTS["heic"].split(". ")) == 3, "what it is, and two ways out"


def test_names_on_the_disk_are_random_and_private(app, photo):
    kept = files.keep_photo(photo())
    found = [files.path_of(kept.name, small) for small in (False, True)]
    assert all(path.parent == settings().files_dir for path in found)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in found)
    assert not list(settings().files_dir.glob("*.part"))
    files.remove_photo(kept.name)
    assert not any(path.exists() for path in found) and files.read_photo(kept.name) is None


def test_a_full_disk_is_said(app, photo, monkeypatch):
    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(NotAPhoto) as refused:
        files.keep_photo(photo())
    assert refused.value.fault is PhotoFault.DISK


def test_the_folder_is_absolute():
    made = Settings.from_env(
        {
            "CTG_SECRET_KEY": "0123456789abcdef" * 2,
            "CTG_CODE_KEY": "fedcba9876543210" * 2,
            "CTG_FILES_DIR": "var/x",
        }
    )
    assert made.files_dir.is_absolute() and made.files_dir.name == "x"
