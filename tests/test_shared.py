"""What threads share, and why they may: caches, objects made once for all, what hangs on the application.

A process may answer several people at once: what one thread changes while another reads it gives wrong
answers that no other test sees. A thing of a new kind must say here why threads may share it.
"""

import enum
import importlib
import pkgutil
import re
import types
from dataclasses import is_dataclass
from datetime import date, time, timedelta, tzinfo
from functools import _lru_cache_wrapper
from pathlib import Path

import ctg_site
from tests.test_architecture import MODULES, matching, name

#: The words of the files, by whatever reads them.
WORDS = "read from plain files, never changed; made twice at worst"
#: Functions whose answers are kept: all threads may ask them at once, and they change nothing else.
CACHES = {
    "ctg_site/versions.py: named": "the names of tables in a statement",
    "ctg_site/services/access.py: _nobody": "a text; made twice at worst",
    "ctg_site/services/dating.py: _dating": "statements, never changed",
    "ctg_site/demo/recording.py: kept": "read whole from its file, never changed",
    "ctg_site/domain/alerts.py: _innocent": WORDS,
    "ctg_site/domain/alerts.py: _rules": WORDS,
    "ctg_site/domain/emergency.py: _expression": WORDS,
    "ctg_site/domain/likely_commitments.py: named": WORDS,
    "ctg_site/domain/neighbours.py: empty": WORDS,
    "ctg_site/domain/neighbours.py: written": WORDS,
    "ctg_site/domain/own_pages.py: own_pages": WORDS,
    "ctg_site/domain/own_pages.py: spelt": WORDS,
    "ctg_site/domain/spoken.py: _forgiven": WORDS,
    "ctg_site/domain/spoken.py: _lists": WORDS,
    "ctg_site/domain/spoken.py: _lookalikes": WORDS,
    "ctg_site/domain/spoken.py: _near": WORDS,
    "ctg_site/domain/spoken.py: _spellings": WORDS,
    "ctg_site/domain/topics.py: _apart": WORDS,
    "ctg_site/domain/topics.py: _phrases": WORDS,
    "ctg_site/domain/topics.py: _same_lines": WORDS,
    "ctg_site/domain/topics.py: _subject_lines": WORDS,
    "ctg_site/domain/topics.py: around": WORDS,
    "ctg_site/domain/topics.py: filler": WORDS,
    "ctg_site/domain/topics.py: frame": WORDS,
    "ctg_site/domain/topics.py: same": WORDS,
    "ctg_site/domain/topics.py: silent": WORDS,
    "ctg_site/domain/topics.py: subjects": WORDS,
    "ctg_site/domain/weighed.py: _families": WORDS,
    "ctg_site/domain/weighed.py: _sounds": WORDS,
    "ctg_site/domain/weighed.py: _weights": WORDS,
    "ctg_site/domain/passwords.py: _tried": "frozen; made twice at worst",
    "ctg_site/domain/similar.py: _known_form": "texts; looks a word up",
    "ctg_site/domain/similar.py: _meant": "texts; compares two words",
    "ctg_site/domain/similar.py: _same": "truths; compares two words",
    "ctg_site/domain/spoken.py: _compiled": "patterns; made twice at worst",
    "ctg_site/domain/text.py: _cut": "texts; a stemmer for each word, since it holds what it cuts",
    "ctg_site/domain/weighed.py: _parts": "texts, never changed",
    "ctg_site/domain/weighed.py: families": "texts, never changed",
    "ctg_site/domain/weighed.py: sound": "texts, never changed",
    "ctg_site/domain/town_calendar.py: _holidays": "read-only, one for each year and region",
    "ctg_site/effects/pdf.py: _fonts": "typst reads the fonts and never changes them",
}
#: What is made once for all, by its type.
MADE_ONCE = {
    "_contextvars.ContextVar": "each thread has its own value",
    "_struct.Struct": "says how bytes are laid out, never changed",
    "argon2._password_hasher.PasswordHasher": "holds its settings alone",
    "click.core.Command": "a command line has one thread",
    "ctg_site.cli.Tasks": "a command line has one thread",
    "ctg_site.domain.town_calendar.Settled": "one frozen calendar, settled before anybody is answered",
    "ctg_site.slots.Slots": "locks its bytes between processes, and itself between threads",
    "flask.blueprints.Blueprint": "filled at import, read afterwards",
    "flask.cli.AppGroup": "a command line has one thread",
    "flask_sqlalchemy.extension.SQLAlchemy": "a session for each request, an engine that lends connections",
    "flask_wtf.csrf.CSRFProtect": "filled at import, read afterwards",
    "logging.Logger": "locks what it writes",
    "mmap.mmap": "written by the master alone, read by its processes",
    "sqlalchemy.sql.elements.Case": "a part of statements, never changed",
    "sqlalchemy.sql.elements.ExpressionClauseList": "a part of statements, never changed",
    "sqlalchemy.orm.util.AliasedClass": "a part of statements, never changed",
    "sqlalchemy.orm.util._ORMJoin": "a part of statements, never changed",
    "sqlalchemy.orm.strategy_options.Load": "a part of statements, never changed",
    "sqlalchemy.sql.elements.BinaryExpression": "a part of statements, never changed",
    "sqlalchemy.sql.elements.BooleanClauseList": "a part of statements, never changed",
    "sqlalchemy.sql.elements.Cast": "a part of statements, never changed",
    "sqlalchemy.sql.functions.coalesce": "a part of statements, never changed",
    "sqlalchemy.sql.elements.TextClause": "a statement, never changed",
    "sqlalchemy.sql.schema.Table": "filled at import, read afterwards",
    "sqlalchemy.sql.selectable.TableClause": "a part of statements, never changed",
    "werkzeug.local.LocalProxy": "stands for what belongs to the request",
}
#: What hangs on the application.
EXTENSIONS = {
    "ctg_apart": "filled when the site starts, read afterwards",
    "ctg_areas": "frozen",
    "ctg_end_visit": "a function",
    "ctg_front": "touches its pages under their lock; what it knows of the tables is frozen",
    "ctg_framed": "filled when the site starts, read afterwards",
    "ctg_indexed": "filled when the site starts, read afterwards",
    "ctg_kept_figures": "frozen; another one takes its place",
    "ctg_kept_parts": "frozen parts that nobody changes; another mapping takes its place",
    "ctg_keep_writing": "a function",
    "ctg_languages": "frozen; another one takes its place",
    "ctg_listed": "filled when the site starts, read afterwards",
    "ctg_mailer": "opens a connection for each mail, holds its settings alone",
    "ctg_news": "a function",
    "ctg_done": "filled when the site starts, read afterwards",
    "ctg_owed": "filled when the site starts, read afterwards",
    "ctg_periods": "frozen",
    "ctg_prove": "a function",
    "ctg_revision": "a text; read twice at worst",
    "ctg_settings": "frozen",
    "ctg_shown": "filled when the site starts, read afterwards",
    "ctg_take_downs_lost": "once there, it stays",
    "ctg_taken_down": "a function; the count is a file",
    "ctg_visit_is_over": "a function",
}
#: Lists, sets and dictionaries that are changed after they are made, and why they may be.
CHANGED: dict[str, str] = {
    "ctg_site/web/database.py: _places": "filled once, in the master, before any process answers",
}

FROZEN = (
    *(types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type, str, bytes, int, float, complex),
    *(type(None), frozenset, range, re.Pattern, enum.Enum, date, time, timedelta, tzinfo, Path),
)
FOREIGN = ("typing", "types", "collections.abc")
PLAIN = (list, dict, set, tuple)
CACHE = re.compile(r"^ *@(?:functools\.)?(?:lru_)?cache(?:d_property)?\b.*\n(?: *@.*\n)* *def (\w+)", re.M)
EXTENSION = re.compile(r"""extensions(?:\[|\.\w+\()(?:["'](ctg_\w+)|([A-Z]+))""")
NAME = r"(?:[a-z]\w*\.)?([A-Z][A-Z_]+|_[a-z]\w+)"
WAYS = "add append clear discard extend insert move_to_end pop popitem remove setdefault update".replace(
    " ", "|"
)
#: In a function, a name written as constants are is changed in place: `X[…] = …`, `X.append(…)`, `X |= …`.
CHANGE = re.compile(
    rf"^ +(?:\w+ = |return |if )?{NAME}(?:\[[^\]=]*\](?:\.\w+)? [-+|&]?= |\.(?:{WAYS})\(| [-+|&]= )", re.M
)
DROP = re.compile(rf"^ +del {NAME}", re.M)


def modules():
    return [
        importlib.import_module(one.name) for one in pkgutil.walk_packages(ctg_site.__path__, "ctg_site.")
    ]


def kind(thing):
    return f"{type(thing).__module__}.{type(thing).__qualname__}"


def is_frozen(thing):
    if isinstance(thing, FROZEN) or type(thing).__module__ in FOREIGN:
        return True
    return is_dataclass(thing) and type(thing).__dataclass_params__.frozen


def test_what_is_made_once_for_all_may_be_shared_by_threads():
    found = {
        kind(thing): f"{module.__name__}.{called}"
        for module in modules()
        for called, thing in vars(module).items()
        if not called.startswith("__")
        and not is_frozen(thing)
        and not isinstance(thing, (*PLAIN, _lru_cache_wrapper))
    }
    new = {
        where: what
        for what, where in found.items()
        if what not in MADE_ONCE and not what.startswith("sqlalchemy.sql.functions._")
    }
    assert not new, (
        f"made once for all threads: make one for each call, or say in MADE_ONCE why they may share it: {new}"
    )
    assert not MADE_ONCE.keys() - found.keys(), "nothing is of these kinds any more"


def test_every_cache_may_be_shared_by_threads():
    found = {f"{name(path)}: {called}" for path in MODULES for called in CACHE.findall(path.read_text())}
    assert found == CACHES.keys(), "say in CACHES what it keeps and why threads may fill it at once"


def test_what_hangs_on_the_application_may_be_shared_by_threads():
    found = set()
    for source in (path.read_text() for path in MODULES):
        for key, called in EXTENSION.findall(source):
            constant = re.search(rf"^{called}\b.* = .*(ctg_\w+)|\b{called}\b, .* = \"(ctg_\w+)", source, re.M)
            found.add(key or constant[1] or constant[2])
    assert found == EXTENSIONS.keys(), "say in EXTENSIONS why threads may share it"


def test_no_function_changes_what_threads_share():
    """Constants are lists, sets and dictionaries too: nobody changes them once they are made."""
    shared = {
        called
        for holder in [*modules(), *(one for module in modules() for one in classes(module))]
        for called, thing in vars(holder).items()
        if isinstance(thing, list | dict | set)
    }
    found = {
        f"{name(path)}: {called}"
        for path in MODULES
        for called in [*CHANGE.findall(path.read_text()), *DROP.findall(path.read_text())]
        if called in shared
    }
    assert not matching(r"(?m)^ +(?:global|nonlocal) ", MODULES), "a function changes a name of its module"
    assert found == CHANGED.keys(), "keep it in the request, or say in CHANGED which lock guards it"


def classes(module):
    return [
        one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__
    ]
