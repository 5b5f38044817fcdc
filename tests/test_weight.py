"""What the site weighs: what is loaded when it starts, what a command loads, what is installed and why."""

import json
import re
import subprocess
import sys

from ctg_site.config import environment
from tests import installed
from tests.test_architecture import HEAVY, ROOT

#: In a process of its own: the modules that came, and through which file of ours each heavy one did.
LOOK = """
import json, sys
heavy, through = set(sys.argv.pop(1).split()), {}

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in heavy:
            frame = sys._getframe()
            while frame and "ctg_site" not in frame.f_code.co_filename:
                frame = frame.f_back
            through[name] = frame.f_code.co_filename if frame else "app.py"

sys.meta_path.insert(0, Watch())
import app
if "served" in sys.argv:
    import ctg_site.serving, ctg_site.web.processes
filled = [
    f"{name}.{called}"
    for name, module in sorted(sys.modules.items()) if name.startswith("ctg_site.")
    for called, one in vars(module).items()
    if type(one).__name__ == "_lru_cache_wrapper" and one.__module__ == name and one.cache_info().currsize
]
links = app.app.url_map.iter_rules() if "served" in sys.argv else ()
learnt = [one.rule for one in links if one._build.__name__ != "learn"]
sys.stdout.write(json.dumps([through, sorted(sys.modules), filled + learnt]))
"""


def loaded(*words):
    """(heavy module: the file that brought it, all modules, what was prepared) where the site is loaded."""
    keys = {"secret_key": "0123456789abcdef" * 2, "code_key": "fedcba9876543210" * 2}
    done = subprocess.run(
        [sys.executable, "-c", LOOK, " ".join(HEAVY), *words],
        cwd=ROOT,
        env=environment(**keys),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_heavy_is_loaded_when_the_site_starts():
    through, modules, prepared = loaded("served")
    assert not through, f"import it where it is used: {through}"
    assert "ctg_site.factory" in modules and "ctg_site.demo.loader" not in modules
    assert not prepared, f"words are read, links are learnt at their first use: {prepared}"


def test_what_asks_for_no_setting_loads_nothing():
    _, modules, _ = loaded("ctg", "version")
    assert not [
        name for name in ("sqlalchemy", "ctg_site.models.people", "ctg_site.slices") if name in modules
    ]


def test_the_page_tells_what_is_installed_and_why():
    """Names and reasons to the letter; sizes differ a little from a machine to another."""
    row = re.compile(r"\| (.+) \| (\d+) \| (.*) ?\|")
    told = [row.fullmatch(line).groups() for line in rows_of(installed.PAGE)]
    now = [row.fullmatch(line).groups() for line in installed.lines()]
    assert {(name, why) for name, _, why in told} == {(name, why) for name, _, why in now}, "make weight"
    sizes = {name: int(size) for name, size, _ in now}
    wrong = [name for name, size, _ in told if abs(int(size) - sizes[name]) > 2 + sizes[name] / 4]
    assert not wrong, f"write them again, by `make weight`: {wrong}"


def rows_of(page):
    lines = page.read_text(encoding="utf-8").partition("| package |")[2].splitlines()[2:]
    return [line for line in lines if line.startswith("| ")]
