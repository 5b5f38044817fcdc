"""Static files: named after their content, so that browsers keep them for ever, and compressed beforehand."""

import hashlib
import logging
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise  # type: ignore[import-untyped]
from whitenoise import compress as whitenoise

from .addresses import is_ours

#: Where a style sheet takes in another of a folder beneath: `@import "css/base.css";`.
IMPORT = re.compile(r'@import "([^"]+)";')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: A string, which stays; a sign around which blanks say nothing; blanks, which may say « within »: one stays.
BLANKS = re.compile(r'("[^"]*")|(?:\s*;)?\s*(\})\s*|\s*([{;,])\s*|\s+')
IMMUTABLE = re.compile(r"[.-][0-9a-f]{12}\.\w+$")
#: What browsers and telephones ask for at these very addresses, whatever the pages say.
AT_ROOT = ("favicon.ico", "apple-touch-icon.png")
A_DAY = 24 * 3600
#: What stands for the host of a request that names none (RFC 2606): it is refused like any other.
NO_HOST = "unnamed.invalid"


class Assets:
    """Serves the files of one folder under their own name and under a name that holds their hash.

    A style sheet leaves as one, with those that it imports. A browser could take them one by one as well: so
    they leave, like all the rest, where nothing can be written.
    What Brotli and gzip make of them lies under `kept`, in a folder named after all their contents: a file
    that changed since is in another one, so that what is old is never served, and nothing is made twice.
    """

    def __init__(self, folder: Path, kept: Path) -> None:
        contents = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        sheets = _sheets(contents)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in (contents | sheets).items()}
        self.urls = {name: _url(name, digest) for name, digest in digests.items()}
        self.tags = {self.urls[name]: f'W/"{digest[:32]}"' for name, digest in digests.items()}
        self.folder = _compressed(folder, sheets, kept / _together(digests.items()))

    def url(self, name: str) -> str:
        """The address of a file of the folder; KeyError when there is none: a typo is seen at once."""
        return self.urls[name]

    def serve(self, app: Flask, headers: dict[str, str], hosts: list[str]) -> None:
        """Under these host names alone: another is refused by the site itself, which writes it down."""
        behind = app.wsgi_app

        def add_headers(found: Any, path: str, url: str) -> None:
            # The same for each coding, hence weak; and for each machine, whatever its files' dates.
            found["ETag"] = self.tags[self.urls[str(Path(path).relative_to(self.folder))]]
            for name, value in headers.items():
                found.setdefault(name, value)

        server = WhiteNoise(
            behind,
            max_age=A_DAY,
            immutable_file_test=lambda path, url: bool(IMMUTABLE.search(url)),
            add_headers_function=add_headers,
        )
        for name, url in self.urls.items():
            for address in {url, f"/static/{name}", *(f"/{name}" for root in AT_ROOT if root == name)}:
                server.add_file_to_dictionary(address, str(self.folder / name))

        def answer(asked: Any, start_response: Any) -> Any:
            if is_ours(asked, hosts):
                return server(asked, start_response)
            return behind(asked | {"HTTP_HOST": asked.get("HTTP_HOST") or NO_HOST}, start_response)

        app.wsgi_app = answer  # type: ignore[assignment, method-assign]


def _url(name: str, digest: str) -> str:
    if IMMUTABLE.search(name):
        return f"/static/{name}"
    stem, _, suffix = name.rpartition(".")
    return f"/static/{stem}.{digest[:12]}.{suffix}"


def _together(digests: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256(repr(list(digests)).encode()).hexdigest()[:16]


def _sheets(contents: dict[str, bytes]) -> dict[str, bytes]:
    """The style sheets as they leave: what they import in its place, its addresses seen from there."""
    sheets = {name: content.decode() for name, content in contents.items() if name.endswith(".css")}

    def imported(found: re.Match[str]) -> str:
        return sheets[found[1]].replace('url("../', 'url("')

    return {name: _minified(IMPORT.sub(imported, sheet)).encode() for name, sheet in sheets.items()}


def _minified(sheet: str) -> str:
    """The same rules without comments and needless blanks: a space before `:is(h2)` says « within »."""
    return BLANKS.sub(lambda found: found[1] or found[2] or found[3] or " ", COMMENT.sub("", sheet)).strip()


def _compressed(folder: Path, sheets: dict[str, bytes], made: Path) -> Path:
    """The folder of the same files and their compressed ones; the folder itself when none can be made."""
    try:
        if not made.is_dir():
            _compress(folder, sheets, made)
    except OSError as error:
        logging.getLogger("ctg_site").warning("static files leave uncompressed: %s", error)
        return folder
    return made


def _compress(folder: Path, sheets: dict[str, bytes], made: Path) -> None:
    made.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=made.parent) as work:
        copied = shutil.copytree(folder, Path(work) / made.name)
        for name, sheet in sheets.items():
            (copied / name).write_bytes(sheet)
        whitenoise.main(["--quiet", str(copied)])
        try:
            copied.rename(made)
        except OSError:
            if not made.is_dir():  # another process may have made it meanwhile
                raise
