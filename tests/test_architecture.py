"""What the linters cannot say of the code, the templates and the locked packages."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SITE = ROOT / "ctg_site"
TEMPLATES = ROOT / "templates"
MODULES = sorted(path for path in SITE.rglob("*.py"))
#: The folders of what residents or staff do.
SLICES = sorted(path.parent for path in SITE.glob("*/slice.py"))
SHEETS = sorted((ROOT / "static").rglob("*.css"))
CODE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]

#: What others wrote, and what no change ever touches.
OF_OTHERS = re.compile(r"/OFL\.txt$|\.min\.js$")

#: What is imported where it is used.
HEAVY = set(
    tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]["flake8-tidy-imports"][
        "banned-module-level-imports"
    ]
)
MINIMUM_VERSIONS = {
    "flask": (3, 1, 3),
    "werkzeug": (3, 1, 6),
    "jinja2": (3, 1, 6),
    "gunicorn": (26,),
}
#: Where text becomes markup unescaped, and why it may.
UNESCAPED: dict[str, str] = {
    "ctg_site/web/contact_fields.py": "a hidden input whose values WTForms escapes",
    "ctg_site/web/paragraphs.py": "each line of the text is escaped; <p> and <br> stand around it",
    "ctg_site/web/richtext.py": "the staff’s Markdown, without HTML of its own, then cleaned tag by tag",
}
#: Whose `advance` is called where it happens: nothing follows from it for an envie, its clock nor its author.
LIVES_OF_THEIR_OWN = {
    "ASKED": "what a bearer proposes of an action",
    "COLLECTING": "a collection of values",
    "CONVENTION": "a convention, which follows its days",
    "COMPANIONS": "somebody who carries an envie with its author",
    "COMMITTEE": "the file of a body’s meeting",
    "CONSULTATION": "a consultation",
    "DATES": "dates offered to those who joined an envie",
    "DIAGNOSIS": "the shared diagnosis of a convention",
    "FOLLOW_UP": "what becomes of the decision of a meeting",
    "HEARD": "words heard outside the walls",
    "JOINING": "somebody who joined an envie, whom the centre calls",
    "MEETING": "a meeting",
    "REGISTRATION": "a seat at a meeting",
    "REMARKS": "a remark",
    "PICTURES": "a picture of an envie",
    "RIGHTS": "what somebody asks about their own data",
}


def name(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text())


def matching(pattern, paths):
    return [name(path) for path in paths if re.search(pattern, path.read_text())]


def test_files_are_short():
    long = {
        name(path): lines for path in [*CODE, *SHEETS] if (lines := len(path.read_text().splitlines())) > 300
    }
    assert not long, f"300 lines at most, then split: {long}"


def test_lines_are_short():
    """In whatever text we write: what is not UTF-8 is a font, an image, a recording."""
    long = []
    for path in written():
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        long += [f"{name(path)}:{number}" for number, line in enumerate(lines, 1) if len(line) > 160]
    assert not long, f"160 signs at most, then break at an attribute, an argument, a space: {long}"


def written():
    """The files of the project but those that git ignores, and those of others."""
    left_out = {".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text().split())}
    for path in (path for path in ROOT.iterdir() if path.name not in left_out):
        files = [path] if path.is_file() else (file for file in sorted(path.rglob("*")) if file.is_file())
        for file in files:
            if left_out.isdisjoint(file.relative_to(ROOT).parts) and not OF_OTHERS.search(str(file)):
                yield file


def test_views_are_short():
    """A view has 15 lines at most; a helper that gathers a page's forms for several views, 20."""
    functions = [
        (f"{name(path)}: {node.name}", node)
        for path in SITE.rglob("*views.py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    ]
    long = [said for said, node in functions if lines_of(node) > (15 if is_routed(node) else 20)]
    assert not long, f"the rest is a query, an operation or a form: {long}"


#: What a module of a slice is for, by the end of its name, and what it may not know.
KINDS = {
    "views": "sqlalchemy flask_sqlalchemy ctg_site.db ctg_site.models",
    "forms": "sqlalchemy flask_sqlalchemy ctg_site.db ctg_site.effects ctg_site.services flask flask_login"
    " werkzeug",
    "queries": "flask flask_login flask_wtf wtforms htmx_flask werkzeug",
    "operations": "flask flask_login flask_wtf wtforms htmx_flask werkzeug",
    "exports": "ctg_site.db flask_sqlalchemy flask_login wtforms",
    "demonstration": "flask flask_login flask_wtf wtforms htmx_flask werkzeug",
    "": "sqlalchemy flask_sqlalchemy ctg_site.db flask flask_login flask_wtf wtforms htmx_flask werkzeug",
}


def kind(path):
    found = re.search(r"(?:^|_)(views|forms|queries|operations|exports|demonstration)$", path.stem)
    return found[1] if found else ""


@pytest.mark.parametrize("wanted", KINDS)
def test_a_module_of_a_slice_knows_what_its_name_tells(wanted):
    """…views, …forms, …queries, …operations, …exports, or rules and words alone, which ask nobody."""
    unknown = set(KINDS[wanted].split())
    paths = [path for path in MODULES if set(path.parents) & set(SLICES) and kind(path) == wanted]
    strangers = {name(path): found for path in paths if (found := unknown & set(known(path)))}
    assert paths and not strangers, f"a name tells what a module does: {strangers}"


def known(path):
    """The modules that a file imports, and what holds them: `ctg_site.db`, `ctg_site`…"""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for full in names:
            parts = full.split(".")
            yield from (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def test_an_envie_changes_through_one_door():
    advances = {
        (name(path), ast.unparse(node.args[0]) if node.args else "?")
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "advance"
    }
    door = ("ctg_site/services/progress.py", "workflow")
    others = {(place, life) for place, life in advances - {door} if life not in LIVES_OF_THEIR_OWN}
    assert door in advances and not others, (
        f"`progress.change` does it, with the clock, the word to the author and the trail: {sorted(others)}"
    )
    unused = set(LIVES_OF_THEIR_OWN) - {life for _, life in advances}
    assert not unused, f"no life of its own any more: {unused}"


def lines_of(function):
    """How many lines it has under its signature and docstring."""
    first = function.body[1 if ast.get_docstring(function) else 0]
    return function.end_lineno - first.lineno + 1


def is_routed(function):
    return any(ast.unparse(decorator).startswith("bp.") for decorator in function.decorator_list)


def test_one_name_says_one_class():
    found = {}
    for path in MODULES:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(name(path))
    twice = {named: paths for named, paths in found.items() if len(paths) > 1}
    assert not twice, f"a name means one thing in the whole house: {twice}"


def test_modules_say_what_they_are_for():
    silent = [name(path) for path in CODE if path.stat().st_size and not ast.get_docstring(tree(path))]
    assert not silent, f"open with one sentence: {silent}"


def test_packages_hide_nothing():
    assert not [name(path) for path in CODE if path.name == "__init__.py" and path.read_text()]


def test_imports_are_at_the_top():
    """But those of what is dear and seldom needed: pyproject.toml lists it, ruff keeps it from the top."""
    hidden = [
        f"{name(path)}: {function.name}: {', '.join(found - HEAVY)}"
        for path in CODE
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (found := first_names(function)) - HEAVY
    ]
    assert not hidden, f"an import inside a function: {hidden}"


def test_settings_alone_read_the_environment():
    assert matching(r"(?<!request\.)\benviron\b|\bgetenv\b", MODULES) == ["ctg_site/config.py"]


def test_nothing_is_printed_unescaped():
    templates = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    found = matching(r"\|\s*safe\b|autoescape\s+false", templates) + matching(r"\bMarkup\(", MODULES)
    assert sorted(found) == sorted(UNESCAPED), "say in UNESCAPED why it may"


def test_sql_is_never_glued_together():
    assert not matching(r"""\b(text|exec_driver_sql|execute)\(\s*f["'](?!PRAGMA )""", MODULES)


def test_nothing_is_left_for_later():
    files = [
        *MODULES,
        *TEMPLATES.rglob("*.*"),
        *(path for path in (ROOT / "static").glob("*.*") if path.suffix not in {".ico", ".png", ".css"}),
        *SHEETS,
        *(ROOT / "migrations").rglob("*.py"),
    ]
    assert not matching(r"(?i)\b(to[-]?do|fix[m]e|x{3}|lorem ipsum)\b", files)


def test_every_template_compiles(app):
    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)


def test_every_template_is_used():
    """By its name in the code or in another template; a mail, by its stem."""
    sources = "\n".join(path.read_text() for path in [*MODULES, *TEMPLATES.rglob("*.*")])
    unused = [
        name(path)
        for path in TEMPLATES.rglob("*.*")
        if not re.search(rf"""["']({re.escape(str(path.relative_to(TEMPLATES)))}|{path.stem})["']""", sources)
    ]
    assert not unused, f"nothing names them: {unused}"


@pytest.mark.parametrize("package", MINIMUM_VERSIONS)
def test_versions_without_known_faults(package):
    assert tuple(map(int, version(package).split(".")[:3])) >= MINIMUM_VERSIONS[package]


@pytest.mark.parametrize("list_name", ["requirements", "requirements-dev"])
def test_the_lock_follows_the_list(list_name):
    wanted = re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+) +# .", (ROOT / f"{list_name}.in").read_text(), re.M)
    listed = re.findall(r"^\w.*==", (ROOT / f"{list_name}.in").read_text(), re.M)
    locked = dict(re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)", (ROOT / f"{list_name}.txt").read_text(), re.M))
    assert len(wanted) == len(listed), "each package is pinned and says its reason"
    assert not [package for package, pin in wanted if locked.get(package) != pin], "run: make lock"


@pytest.mark.parametrize(
    ("list_name", "paths"), [("requirements", MODULES), ("requirements-dev", CODE)], ids=["site", "tests"]
)
def test_what_is_imported_is_in_the_lock(list_name, paths):
    """A package that the lock lacks may still be on this machine, from before; a clean one has it not."""
    locked = set(re.findall(r"^([\w-]+)(?:\[[\w,]+\])?==", (ROOT / f"{list_name}.txt").read_text(), re.M))
    installed = packages_distributions()
    ours = {"app", "ctg_site", "tests", *sys.stdlib_module_names}
    lacking = {
        module: name(path)
        for path in paths
        for module in imported(path) - ours
        if locked.isdisjoint(package.lower().replace("_", "-") for package in installed.get(module, []))
    }
    assert not lacking, f"say the package and its reason in {list_name}.in, then: make lock ({lacking})"


def imported(path):
    """The first names of what a file imports from outside its own folder."""
    return first_names(tree(path))


def first_names(part):
    nodes = list(ast.walk(part))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0]
    return {full.split(".")[0] for full in names}
