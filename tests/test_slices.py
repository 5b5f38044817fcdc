"""A slice says what it is made of, in its own `slice.py`: nothing is forgotten, no list is kept twice."""

import re
from pathlib import Path

import pytest

from ctg_site.slices import NAMES, SLICES
from tests.test_architecture import MODULES
from tests.test_architecture import SLICES as FOLDERS

BY_NAME = dict(zip(NAMES, SLICES, strict=True))


def test_each_folder_is_registered():
    assert sorted(NAMES) == [folder.name for folder in FOLDERS], "one line of ctg_site/slices.py for each"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_a_slice_shows_and_forgets_is_told_in_its_slice_py(folder):
    said = BY_NAME[folder.name]
    modules = [path for path in MODULES if folder in path.parents]
    names = {name for path in modules for name in re.findall(r'Blueprint\(\s*"(\w+)"', path.read_text())}
    assert {one.name for one in said.blueprints} == names, f"{folder.name}/slice.py names its views"
    writing = [path for path in modules if path.stem.endswith("operations")]
    forgetting = {_dotted(path) for path in writing if re.search(r"^def forget\(", path.read_text(), re.M)}
    told = {one.__module__ for one in said.forgets}
    assert told == forgetting, f"{folder.name}/slice.py names what it forgets, or it stays for ever"
    reminding = any(
        re.search(r"^def (?:remind|digest|ask_if_done)\(", path.read_text(), re.M) for path in writing
    )
    assert bool(said.reminds) is reminding, f"{folder.name}/slice.py names what it tells each day"


def test_only_the_register_asks_a_slice_what_it_is():
    asking = [path.name for path in MODULES if re.search(r"\.slice\b|import slice\b", path.read_text())]
    assert asking == [Path("slices.py").name], "walk ctg_site.slices.SLICES"


def _dotted(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[parts.index("ctg_site") :])
