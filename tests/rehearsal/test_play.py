"""The rehearsal keeps from rotting between two plays: its steps, its commands, what it ends with."""

import inspect
import re

import pytest

from ctg_site import cli
from ctg_site.config import ROOT
from tests.rehearsal import play, town


@pytest.fixture
def quick(monkeypatch):
    """Play these steps alone, in a town where nothing was started."""
    monkeypatch.setenv("CTG_TEST_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    monkeypatch.setattr(play, "NGINX", "/usr/sbin/nginx")

    def run(*steps):
        monkeypatch.setattr(play, "STEPS", steps)
        return play.main()

    return run


def holds(place):
    yield f"{place.place.name} is there."


def fails(place):
    yield "so far"
    play.need(False, "what was seen")


def test_it_ends_with_0_when_all_holds_and_leaves_nothing(quick, capsys):
    kept = []

    def noted(place):
        kept.append(place.place)
        yield "noted"

    assert quick(holds, noted) == 0
    assert "All of it held" in capsys.readouterr().out and not kept[0].exists()


def test_it_ends_with_1_at_the_first_step_that_does_not_hold(quick, capsys):
    assert quick(fails, holds) == 1
    told = capsys.readouterr().out
    assert "This does not hold (fails): what was seen" in told and "is there" not in told


def test_it_ends_with_2_when_something_lacks(quick, capsys, monkeypatch):
    monkeypatch.setattr(play, "NGINX", None)
    assert quick(holds) == 2 and "install-system" in capsys.readouterr().out


def test_each_step_is_played_and_each_command_is_one():
    written = {one for _, one in inspect.getmembers(play, inspect.isgeneratorfunction)}
    assert written == set(play.STEPS)
    sources = inspect.getsource(play) + inspect.getsource(town)
    named = set(re.findall(r'(?:ctg|flask)\("([a-z-]+)"', sources))
    assert {"backup", "restore", "verify"} <= named <= cli.COMMANDS.keys()
    assert "tests.rehearsal.play" in (ROOT / "Makefile").read_text()
