"""What is not whole, of another town, of another release, or over something, is never put back."""

import json
import re
import shutil

import pytest

from tests.backups.towns import files, held, is_empty


def spoil_cut(folder):
    path = next((folder / "tables").glob("proposal.jsonl.gz"))
    path.write_bytes(path.read_bytes()[:-20])


def spoil_gone(folder):
    next((folder / "files").glob("*")).unlink()


def spoil_mixed(folder):
    """A table of another day."""
    shutil.copyfile(folder / "tables" / "theme.jsonl.gz", folder / "tables" / "district.jsonl.gz")


def spoil_added(folder):
    (folder / "files" / "other.webp").write_bytes(b"photo of another backup")


def spoil_untold(folder):
    (folder / "manifest.json").unlink()


def spoil_half_told(folder):
    path = folder / "manifest.json"
    path.write_text(path.read_text()[:300])


@pytest.mark.parametrize(
    "spoil", [spoil_cut, spoil_gone, spoil_mixed, spoil_added, spoil_untold, spoil_half_told]
)
def test_a_backup_that_is_not_whole_is_refused(mine, nowhere, spoil):
    spoil(mine)
    code, told = nowhere.ctg("restore", mine)
    assert code == 1 and re.search("take another backup|cut short", told), told
    assert is_empty(nowhere) and not files(nowhere)


def test_it_is_never_put_over_something(lived, backup):
    town, _ = lived
    before = held(town)
    code, told = town.ctg("restore", backup)
    assert code == 1 and "holds something already" in told and held(town) == before


def test_files_of_something_else_are_not_mixed_with_its_own(backup, nowhere):
    folder = nowhere.app.extensions["ctg_settings"].files_dir
    folder.mkdir()
    (folder / "a.webp").write_bytes(b"?")
    code, told = nowhere.ctg("restore", backup)
    assert code == 1 and "not of this backup" in told and is_empty(nowhere)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"town_name": "Bréval"}, "a backup of Lens, and CTG_TOWN_NAME says Bréval"),
        ({"code_key": "another key, with which no code opens"}, "no follow-up code would open"),
    ],
)
def test_the_backup_of_another_town_is_refused(backup, new_town, changes, told):
    town = new_town("nowhere", **changes)
    code, said = town.ctg("restore", backup)
    assert code == 1 and told in said and is_empty(town)


def test_one_of_a_newer_release_is_refused(mine, nowhere):
    manifest = json.loads((mine / "manifest.json").read_text())
    (mine / "manifest.json").write_text(json.dumps({**manifest, "revision": "9999", "release": "9.0.0"}))
    code, told = nowhere.ctg("restore", mine)
    assert code == 1 and "release 9.0.0, which this code is older than" in told
