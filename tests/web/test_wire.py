"""What leaves the server: compressed for whoever reads it so, never stale, kept for ever or asked again."""

import os
import re
import shutil
from io import BytesIO

import brotli
import pytest
from flask import Flask
from PIL import Image

from ctg_site.config import ROOT
from ctg_site.web.assets import Assets
from tests import factories
from tests.agenda import makers
from tests.wire import ACCEPTED, UNPACKED

STATIC = ROOT / "static"
#: Packed by their own making.
AS_THEY_ARE = {".woff2", ".png", ".ico"}
FILES = sorted(str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file())
#: What the site makes as text, and other machines read.
TEXTS = ("/", "/envies.atom", "/agenda.ics", "/sitemap.xml")


@pytest.fixture
def received(app):
    def ask(address, coding="", method="GET", **headers):
        sent = {"Accept-Encoding": coding} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        with app.test_client().open(address, method=method, headers=sent) as answer:
            answer.get_data()
            return answer

    return ask


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("coding", "accepted"), ACCEPTED.items())
def test_a_static_file_leaves_compressed(app, received, name, coding, accepted):
    address = app.jinja_env.globals["asset"](name)
    whole = received(address).data if name.endswith(".css") else (STATIC / name).read_bytes()
    answer = received(address, accepted)
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert "immutable" in answer.headers["Cache-Control"]
    if (STATIC / name).suffix in AS_THEY_ARE:
        assert "Content-Encoding" not in answer.headers and answer.data == whole
    else:
        assert answer.headers["Content-Encoding"] == coding and "Accept-Encoding" in answer.headers["Vary"]
        assert UNPACKED[coding](answer.data) == whole
    assert received(address).data == whole, "whoever accepts nothing receives the file itself"


@pytest.mark.parametrize("address", [*TEXTS, "site.css"])
@pytest.mark.parametrize("coding", ACCEPTED)
def test_what_is_kept_is_asked_again_for_little(app, received, clock, address, coding):
    centre = factories.centre()
    for number in range(3):
        makers.meeting(centre, title=f"Café {number}", description="On parle de tout. " * 9)
    address = address if address.startswith("/") else app.jinja_env.globals["asset"](address)
    whole, head = received(address, coding), received(address, coding, method="HEAD")
    assert whole.headers["Content-Encoding"] == coding and "Accept-Encoding" in whole.headers["Vary"]
    assert UNPACKED[coding](whole.data) == received(address).data
    for name in ("Content-Length", "Content-Encoding", "ETag", "Vary", "Content-Type"):
        assert head.headers[name] == whole.headers[name], name
    assert head.data == b""
    again = received(address, coding, If_None_Match=whole.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == whole.headers["ETag"] and "Accept-Encoding" in again.headers["Vary"]


def served(folder, kept, coding="br", name="one.txt"):
    app = Flask("few", static_folder=None)
    assets = Assets(folder, kept)
    assets.serve(app, {"X-Told": "yes"}, ["localhost"])
    with app.test_client().get(f"/static/{name}", headers={"Accept-Encoding": coding}) as answer:
        return answer.headers, answer.data


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "static"
    made.mkdir()
    (made / "one.txt").write_text("ancien " * 99)
    return made


def test_a_file_that_changed_is_never_served_as_it_was(folder, tmp_path):
    kept = tmp_path / "kept"
    before, data = served(folder, kept)
    assert brotli.decompress(data) == b"ancien " * 99 and before["X-Told"] == "yes"
    was = (folder / "one.txt").stat()
    (folder / "one.txt").write_text("nouveau" * 99)
    os.utime(folder / "one.txt", ns=(was.st_atime_ns, was.st_mtime_ns))
    after, data = served(folder, kept)
    assert brotli.decompress(data) == b"nouveau" * 99
    assert after["ETag"] != before["ETag"], "same size, same date, other words"


def test_what_is_compressed_is_made_once(folder, tmp_path, monkeypatch):
    served(folder, tmp_path / "kept")
    monkeypatch.setattr("whitenoise.compress.main", lambda *args: pytest.fail("it was there"))
    assert served(folder, tmp_path / "kept")[0]["Content-Encoding"] == "br"


def test_a_style_sheet_leaves_as_one(folder, tmp_path):
    (folder / "css").mkdir()
    (folder / "css/base.css").write_text(
        "/* Said\n   to us. */\n"
        "@layer base {\n  a, b :is(i) { margin: calc(1em + 1px) auto;\n    color: red; }\n}\n"
        """@font-face { src: url("../fonts/a.woff2"); }\np::after { content: " ; a,  b" }\n"""
    )
    (folder / "one.css").write_text('@layer base;\n\n@import "css/base.css";\n@import "css/end.css";\n')
    (folder / "css/end.css").write_text("h1 + p { top: 0 }\n")
    before, data = served(folder, tmp_path / "kept", name="one.css")
    assert brotli.decompress(data).decode() == (
        "@layer base;@layer base{a,b :is(i){margin: calc(1em + 1px) auto;color: red}}"
        """@font-face{src: url("fonts/a.woff2")}p::after{content: " ; a,  b"}h1 + p{top: 0}"""
    )
    (folder / "css/end.css").write_text("h1 + p { top: 1px }\n")
    after, _ = served(folder, tmp_path / "kept", name="one.css")
    assert after["ETag"] != before["ETag"], "a part that changed changes the whole"


def test_the_style_sheet_takes_in_each_part_once():
    parts = re.findall('@import "(.+)";', (STATIC / "site.css").read_text())
    assert sorted(parts) == [name for name in FILES if name.startswith("css/")]


def test_two_that_start_together_make_one(folder, tmp_path, monkeypatch):
    kept, copy = tmp_path / "kept", shutil.copytree

    def slow(source, target):
        monkeypatch.setattr(shutil, "copytree", copy)
        served(folder, kept)  # the other one was faster
        return copy(source, target)

    monkeypatch.setattr(shutil, "copytree", slow)
    assert served(folder, kept)[0]["Content-Encoding"] == "br"
    assert len(list(kept.iterdir())) == 1


def test_where_nothing_can_be_kept_the_files_still_leave(folder, tmp_path, caplog):
    (tmp_path / "kept").write_text("a file, where a folder was to be made")
    headers, data = served(folder, tmp_path / "kept")
    assert data == b"ancien " * 99 and "Content-Encoding" not in headers
    assert "leave uncompressed" in caplog.text


@pytest.mark.parametrize(
    ("address", "kind", "size"),
    [("/favicon.ico", "ICO", (48, 48)), ("/apple-touch-icon.png", "PNG", (180, 180))],
)
def test_the_icons_are_where_browsers_and_telephones_look(received, address, kind, size):
    answer = received(address)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "max-age=86400, public"
    image = Image.open(BytesIO(answer.data))
    assert (image.format, image.size) == (kind, size) and len(answer.data) < 8_000
    assert received(address, If_None_Match=answer.headers["ETag"]).status_code == 304
