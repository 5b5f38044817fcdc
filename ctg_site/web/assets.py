"""Static files: named after their content, so that browsers keep them for ever."""

import hashlib
import re
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

IMMUTABLE = re.compile(r"[.-][0-9a-f]{12}\.\w+$")


class Assets:
    """Serves the files of one folder under their own name and under a name that holds their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.urls = {
            str(path.relative_to(folder)): self._url(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix not in {".gz", ".br"}
        }

    def url(self, name: str) -> str:
        """The address of a file of the folder; KeyError when there is none: a typo is seen at once."""
        return self.urls[name]

    def _url(self, path: Path) -> str:
        name = f"/static/{path.relative_to(self.folder)}"
        if IMMUTABLE.search(name):
            return name
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        stem, _, suffix = name.rpartition(".")
        return f"{stem}.{digest}.{suffix}"

    def serve(self, app: Flask, headers: dict[str, str]) -> None:
        server = WhiteNoise(
            app.wsgi_app,
            max_age=3600,
            immutable_file_test=lambda path, url: bool(IMMUTABLE.search(url)),
            add_headers_function=lambda found, path, url: _set(found, headers),
        )
        server.add_files(str(self.folder), prefix="static/")
        for name, url in self.urls.items():
            server.add_file_to_dictionary(url, str(self.folder / name))
        app.wsgi_app = server  # type: ignore[method-assign]


def _set(found: Any, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        found.setdefault(name, value)
