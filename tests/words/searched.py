"""Loads the demonstration in a database of its own, and says what the labelled searches find there."""

import tempfile
from pathlib import Path

from ctg_site import opening_commands
from ctg_site.db import db
from ctg_site.demo import loader
from ctg_site.factory import create_app
from tests.demo.record import scratch
from tests.words import searches


def rows():
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(scratch(Path(folder)))
        with app.app_context():
            opening_commands.prepare()
            loader.load()
            yield from searches.counted()
            db.engine.dispose()
