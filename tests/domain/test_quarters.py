"""The plan of a town: its file says where districts are; what it does not place comes beneath."""

import pytest

from ctg_site.domain import quarters


@pytest.fixture
def towns(tmp_path, monkeypatch):
    monkeypatch.setattr(quarters, "FOLDER", tmp_path)
    (tmp_path / "saintau.txt").write_text("# Un commentaire\n. nord\nsud sud\n", encoding="utf-8")


def test_the_file_of_the_town_says_where_its_districts_are(towns):
    plan = quarters.town_plan("Saint-Au", {"nord": "Nord", "sud": "Sud"})
    north, south = plan.tiles
    assert plan.is_placed and north.y < south.y and north.x > south.x
    assert south.width == 2 * north.width + quarters.GAP == plan.width


def test_a_district_that_no_file_places_comes_beneath(towns):
    plan = quarters.town_plan("Saint-Au", {"nord": "Nord", "neuf": "Neuf"})
    assert not plan.is_placed and plan.tiles[1].y > plan.tiles[0].y


@pytest.mark.parametrize("town", ["Lens", "", "../demonstration"])
def test_a_town_without_a_file_follows_the_alphabet(towns, town):
    plan = quarters.town_plan(town, {name: name for name in "abcd"})
    assert not plan.is_placed and [(tile.x, tile.y) for tile in plan.tiles][3] == (0, 118)
    assert quarters.town_plan(town, {}).tiles == ()


def test_a_long_name_keeps_in_its_tile(towns):
    (tile,) = quarters.town_plan("Lens", {"a": "Quartier de la Grande Résidence et des Fleurs"}).tiles
    assert len(tile.lines) <= 3 and all(len(line) <= quarters.SIGNS for line in tile.lines)
