"""The type checker reads pages too: what views and forms take and give has a type, and a type alone."""

import ast

import pytest

from tests.test_architecture import MODULES, SITE, known, name, tree

#: The share of what views and forms take and give that may be anything.
MOST = 0.10
ROWS = {
    node.name
    for path in (SITE / "models").glob("*.py")
    for node in tree(path).body
    if isinstance(node, ast.ClassDef)
}


def modules(kind):
    return [path for path in MODULES if path.stem.endswith(kind)]


def annotations(path):
    """Of all that the functions of a file take and give; None where nothing is said."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            taken = node.args
            named = [*taken.posonlyargs, *taken.args, taken.vararg, *taken.kwonlyargs, taken.kwarg]
            yield from (one.annotation for one in named if one and one.arg not in {"self", "cls"})
            yield node.returns


def says_anything(annotation):
    return annotation is None or any(
        isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(annotation)
    )


@pytest.mark.parametrize("kind", ["views", "forms"])
def test_what_is_taken_and_given_has_a_type(kind):
    said = {name(path): [says_anything(one) for one in annotations(path)] for path in modules(kind)}
    counts = {path: sum(several) for path, several in said.items()}
    every = sum(len(several) for several in said.values())
    share, worst = sum(counts.values()) / every, max(counts, key=counts.get)
    assert share <= MOST, (
        f"{share:.0%} of what {kind} take and give is Any, {MOST:.0%} at most: a view takes what its loader "
        f"gives (`queries.Proposal`); {worst} is the worst, {counts[worst]} times"
    )


def test_a_guarded_view_says_what_its_loader_gives():
    """With `on`, and Any, the type checker would let pass whatever the view asks of it."""
    untyped = [
        f"{name(path)}: {node.name}"
        for path in modules("views")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and is_loaded(node)
        if any(says_anything(one.annotation) for one in node.args.args)
    ]
    assert not untyped, f"the type of what `on` gives: {untyped}"


def is_loaded(function):
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
    return any(
        ast.unparse(call.func) == "requires" and any(word.arg == "on" for word in call.keywords)
        for call in calls
    )


@pytest.mark.parametrize("kind", ["views", "forms"])
def test_rows_are_named_and_not_asked_for(kind):
    """A row is named, as a type; it is made by an operation, and its columns are asked by a query."""
    found = [
        f"{name(path)}:{node.lineno}" for path in modules(kind) for node in ast.walk(tree(path)) if uses(node)
    ]
    assert not found, f"views and forms only name rows: {found}"
    if kind == "forms":
        assert any("ctg_site.models" in known(path) for path in modules(kind)), (
            "or this test looks at nothing"
        )


def uses(node):
    """Whether it makes a row, or asks a table for a column."""
    target = (
        node.func if isinstance(node, ast.Call) else node.value if isinstance(node, ast.Attribute) else None
    )
    called = (
        target.attr
        if isinstance(target, ast.Attribute)
        else target.id
        if isinstance(target, ast.Name)
        else ""
    )
    return called in ROWS
