"""`flask ctg export DIR`: the files of the site in a new folder, whole or not at all."""

import json
import os

import pytest

from ctg_site.open_data import exports
from ctg_site.open_data.catalogue_queries import DATASETS
from tests import factories


@pytest.fixture
def export(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["ctg", "export", *map(str, words)])


def beside(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("is_there", [False, True])
def test_it_writes_the_files_of_the_site(export, files, tmp_path, is_there):
    factories.published(title="Un jardin")
    folder = tmp_path / "sortie"
    if is_there:
        folder.mkdir()
    result = export(folder)
    assert result.exit_code == 0 and f"{3 * len(DATASETS) + 1} files written" in result.output
    assert beside(tmp_path) == ["sortie"]
    for name in beside(folder):
        if name != "datapackage.json":
            assert (folder / name).read_bytes() == files.get(f"/donnees-ouvertes/{name}").data, name
    assert json.loads((folder / "datapackage.json").read_text())["profile"] == "data-package"


def test_it_refuses_what_is_not_a_new_or_empty_folder(export, tmp_path):
    full, file, link = tmp_path / "plein", tmp_path / "fichier", tmp_path / "lien"
    full.mkdir()
    (full / "précieux.txt").write_text("à garder")
    file.write_text("à garder")
    link.symlink_to(full)
    for folder, words in (
        (full, "is not empty"),
        (file, "is not a folder"),
        (link, "is not a folder"),
        (tmp_path / "nulle" / "part", "does not exist"),
        (file / "dedans", "does not exist"),
    ):
        result = export(folder)
        assert result.exit_code == 1 and words in result.output, result.output
    assert beside(full) == ["précieux.txt"] and file.read_text() == "à garder"
    assert beside(tmp_path) == ["fichier", "lien", "plein"]


def test_it_is_misused_without_a_folder(export):
    assert export().exit_code == 2 and export("a", "b").exit_code == 2
    assert "0 when all is written, 1 when nothing is" in export("--help").output.replace("\n  ", " ")


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_cut_half_way_it_leaves_nothing(export, tmp_path, monkeypatch, failure):
    def fail(days):
        raise failure

    monkeypatch.setattr(exports, "package", fail)
    folder = tmp_path / "sortie"
    folder.mkdir()
    result = export(folder)
    assert result.exit_code == 1 and beside(tmp_path) == ["sortie"] and beside(folder) == []
    if isinstance(failure, OSError):
        assert "No space left" in result.output


def test_who_comes_first_keeps_the_folder(export, tmp_path, monkeypatch):
    """Somebody wrote there meanwhile: theirs stays."""
    folder = tmp_path / "sortie"

    def meanwhile(days):
        folder.mkdir()
        (folder / "autre.txt").write_text("d’un autre")
        return {}

    monkeypatch.setattr(exports, "package", meanwhile)
    assert export(folder).exit_code == 1
    assert beside(folder) == ["autre.txt"] and beside(tmp_path) == ["sortie"]


def test_the_folder_is_readable_as_any_other(export, tmp_path):
    mask = os.umask(0o022)
    try:
        assert export(tmp_path / "sortie").exit_code == 0
    finally:
        os.umask(mask)
    assert (tmp_path / "sortie").stat().st_mode & 0o777 == 0o755
