"""The files and their schemas, judged by a library that is not ours: the reference one of Table Schema."""

import json

import frictionless
import pytest

from ctg_site.open_data.catalogue_queries import DATASETS
from tests import factories


@pytest.fixture
def package(app, demonstration, tmp_path):
    result = app.test_cli_runner().invoke(args=["ctg", "export", str(tmp_path / "paquet")])
    assert result.exit_code == 0, result.output
    return tmp_path / "paquet"


def judged(path):
    report = frictionless.validate(str(path))
    return report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_the_package_is_sound_and_so_is_each_of_its_files(package):
    sound, faults = judged(package / "datapackage.json")
    assert sound, faults
    told = json.loads((package / "datapackage.json").read_text())
    assert [one["name"] for one in told["resources"]] == [one.name for one in DATASETS]
    assert told["licenses"][0]["name"] == "etalab-2.0"


@pytest.mark.parametrize("name", [one.name for one in DATASETS])
def test_each_schema_is_sound_and_read_alone(package, name):
    schema = frictionless.Schema.from_descriptor(json.loads((package / f"{name}.schema.json").read_text()))
    for kind in ("csv", "json"):
        file = frictionless.Resource(path=f"{name}.{kind}", basepath=str(package), schema=schema)
        report = file.validate()
        assert report.valid, (kind, report.flatten(["rowNumber", "fieldName", "type", "note"]))


def test_the_judge_sees_a_wrong_file(package):
    path = package / "actions.csv"
    path.write_text(path.read_text().replace("2022-2026,En cours", "2022-2026,Presque"))
    sound, faults = judged(package / "datapackage.json")
    assert not sound and {fault[2] for fault in faults} == {"constraint-error"}


def test_any_words_make_a_sound_file(app, package, tmp_path):
    factories.published(title='a"b,c;d|e\r\n=1 «é» 😀\x0b', text="'\"\n,\x01" * 9)
    result = app.test_cli_runner().invoke(args=["ctg", "export", str(tmp_path / "autre")])
    assert result.exit_code == 0 and judged(tmp_path / "autre" / "datapackage.json")[0]
