"""A town that has lived, its backup, and a site without a table."""

import shutil
from dataclasses import replace

import pytest
from flask_migrate import upgrade

from ctg_site import opening_commands
from ctg_site.db import db
from ctg_site.demo import loader
from ctg_site.factory import create_app
from ctg_site.services import identity
from tests.backups.towns import Town
from tests.databases import hurry


@pytest.fixture(scope="session")
def new_town(settings, new_database, tmp_path_factory):
    """Make a site of its own, whose database holds no table: `new_town("name")`."""

    def make(name, **changes):
        place = tmp_path_factory.mktemp(name)
        own = {
            "database_url": new_database(name),
            "audit_heads": place / "heads.txt",
            "files_dir": place / "files",
            "demo": True,
            **changes,
        }
        app = create_app(replace(settings, **own))
        with app.app_context():
            hurry(db.engine)
        return Town(app)

    return make


@pytest.fixture(scope="session")
def lived(new_town):
    """A town with the whole demonstration, and the lines that its loading said."""
    town = new_town("lived")
    with town.inside():
        upgrade()
        identity.settle()
        opening_commands.fill()
        lines = loader.load()
    code, told = town.ctg("verify")
    assert code == 0, told
    return town, lines


@pytest.fixture(scope="session")
def backup(lived, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "monday"
    code, told = lived[0].ctg("backup", folder)
    assert code == 0 and "CTG_CODE_KEY" in told, told
    return folder


@pytest.fixture
def mine(backup, tmp_path):
    """A copy of the backup that a test may spoil."""
    return shutil.copytree(backup, tmp_path / "mine")


@pytest.fixture
def nowhere(new_town):
    """A site without a table."""
    town = new_town("nowhere")
    yield town
    with town.inside():
        pass  # what its browsers left open is closed
