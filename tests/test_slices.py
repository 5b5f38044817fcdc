"""A slice says what it is made of, in its own `slice.py`: nothing is forgotten, no list is kept twice."""

import ast
import re
from pathlib import Path

import pytest

from ctg_site.domain.policy import Person, Role, allowed, for_everybody
from ctg_site.slices import NAMES, SLICES
from tests.test_architecture import MODULES, tree
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
    forget = re.compile(r"^def forget\w*\(instant: datetime", re.M)
    forgetting = {_dotted(path) for path in writing if forget.search(path.read_text())}
    told = {one.forget.__module__ for one in said.keeps if one.forget}
    own = {name for name in told if name.startswith(f"ctg_site.{folder.name}.")}
    assert own == forgetting, f"{folder.name}/slice.py names what it forgets in `keeps`, or it stays for ever"
    reminding = any(
        re.search(r"^def (?:remind|digest|ask_if_done)\(", path.read_text(), re.M) for path in writing
    )
    assert bool(said.reminds) is reminding, f"{folder.name}/slice.py names what it tells each day"
    found = sum(len(re.findall(r"= IndexSource\(", path.read_text())) for path in modules)
    assert len(said.indexes) == found, f"{folder.name}/slice.py names what the search finds of it"
    playing = (folder / "demonstration.py").exists()
    assert bool(said.opens or said.plays) is playing, f"{folder.name}/slice.py plays its demonstration"


def test_menus_lead_where_whoever_sees_them_may_go(app):
    entries = [entry for part in SLICES for entry in part.menu]
    assert len(entries) > 20 and len({(one.rank, one.permission is None) for one in entries}) == len(entries)
    for entry in entries:
        wanted = app.view_functions[entry.endpoint].permission
        assert wanted == entry.permission or entry.permission is None and for_everybody(wanted), entry


def test_what_somebody_owes_is_told_by_its_slice_and_its_button_opens(app):
    dues = [due for part in SLICES for due in part.owes]
    assert len(dues) > 10 and len({due.rank for due in dues}) == len(dues), "each has a rank of its own"
    for due in dues:
        wanted = app.view_functions[due.endpoint].permission
        readers = [Person(roles=frozenset({role})) for role in Role]
        told = [one for one in readers if allowed(one, due.permission)]
        opened = due.opens_first or all(allowed(one, wanted) for one in told)
        assert told and opened, f"{due.endpoint}: whoever reads the line may press its button"
    counting = {
        (_dotted(path), name)
        for path in MODULES
        if path.stem.endswith("queries")
        for name in re.findall(r"^def (\w+)\([^)]*\) -> Waiting:", path.read_text(), re.M)
    }
    told = {(due.waits.__module__, due.waits.__name__) for due in dues}
    assert told == counting, "name it in `owes`, in the slice.py of its slice"


def test_what_is_erased_by_its_age_is_erased_by_a_forget():
    hidden = []
    for path in (path for path in MODULES if path.stem.endswith("operations")):
        functions = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
        forgetting = (name for name in functions if name.startswith("forget"))
        declared = {one for name in forgetting for one in called(name, functions)}
        hidden += [
            f"{_dotted(path)}: {named}"
            for named in functions.keys() - declared
            if erases_by_age(functions[named])
        ]
    assert not hidden, f"call it from `forget`, which a period of the slice names in `keeps`: {hidden}"


def called(first, functions):
    """This function, and those of its module that it calls."""
    found, waiting = set(), [first]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            names = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)}
            waiting += names & functions.keys()
    return found


def erases_by_age(function):
    """It takes rows away, and asks which are older than a moment, or is told the moment alone."""
    asked = [ast.unparse(node) for node in ast.walk(function) if isinstance(node, (ast.Compare, ast.Call))]
    erases = any(re.match(r"(?:db|session)(?:\.session)?\.delete\(", one) for one in asked)
    old = any(re.match(r"[\w.]+(?:_at|_on|\.day) <=? ", one) for one in asked)
    return erases and old


def test_an_erasure_under_another_name_is_told():
    def erased(source):
        return erases_by_age(ast.parse(source).body[0])

    assert erased("def tidy(at):\n    return db.delete(Draft).where(Draft.expires_at <= at)")
    assert erased("def tidy():\n    old = Reminder.day < today()\n    return db.delete(Reminder).where(old)")
    assert not erased("def drop(key):\n    return db.delete(Draft).where(Draft.key == key)")


def test_only_the_register_asks_a_slice_what_it_is():
    asking = [path.name for path in MODULES if re.search(r"\.slice\b|import slice\b", path.read_text())]
    assert asking == [Path("slices.py").name], "walk ctg_site.slices.SLICES"


def _dotted(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[parts.index("ctg_site") :])
