"""What every address and every htmx control of the site obeys."""

import re

import pytest

from ctg_site.domain.policy import POLICY, Permission
from tests.test_architecture import ROOT

JINJA = r"{{(?:(?!}}).)*}}|{%(?:(?!%}).)*%}"
VALUE = rf'"((?:{JINJA}|[^"{{]|{{(?![{{%]))*)"'
INCLUDED = re.compile(r'{% include "([^"]+)" %}')
TAG = re.compile(rf"<[a-z]+\b(?:{JINJA}|[^>{{]|{{(?![{{%]))*>", re.S)
#: What the macro of all forms is given for htmx, which it repeats.
FORM = re.compile(r'{% call ui\.form\(((?:(?!%}).)*?),\s*target="(\w+)"(.*?)%}', re.S)
MACRO = "components/forms.html"


@pytest.fixture
def rules(app):
    return list(app.url_map.iter_rules())


@pytest.fixture
def htmx_tags(app):
    """(template, its blocks, its source, tag) for every tag that htmx drives."""
    env = app.jinja_env
    found = []
    sources = {name: env.loader.get_source(env, name)[0] for name in env.list_templates(extensions=["html"])}
    parts = {part for source in sources.values() for part in INCLUDED.findall(source)}
    for name in sources.keys() - parts:
        source = INCLUDED.sub(lambda part: sources.get(part[1], ""), sources[name])
        driven = [tag for tag in TAG.findall(source) if "data-hx-" in tag and name != MACRO]
        for told in FORM.finditer(source):
            driven.append(f'<form action="url" data-hx-post="url" data-hx-target="#{told[2]}" {told[3]}>')
        found += [(name, env.get_template(name).blocks, source, tag) for tag in driven]
    return found


def attribute(tag, name):
    found = re.search(rf"\s{name}={VALUE}", tag)
    return found[1] if found else None


def test_every_view_declares_a_permission(app, rules):
    loose = {rule.endpoint for rule in rules if not hasattr(app.view_functions[rule.endpoint], "permission")}
    assert not loose, f"write @requires(Permission.…) above {loose}"


def test_every_permission_is_in_the_policy():
    assert set(POLICY) == set(Permission)


def test_addresses_are_kebab_case_without_accents(rules):
    wrong = [
        rule.rule for rule in rules if not re.fullmatch(r"[a-z0-9/.-]+", re.sub(r"<[^>]*>", "0", rule.rule))
    ]
    assert not wrong, f"small letters, digits and hyphens only: {wrong}"


def test_every_htmx_target_is_a_block_of_its_template(htmx_tags):
    loose = []
    assert len(htmx_tags) > 30
    for name, blocks, source, tag in htmx_tags:
        if not re.search(r"data-hx-(get|post|target)", tag):
            continue
        target = (attribute(tag, "data-hx-target") or "").removeprefix("#")
        if target not in blocks or f'id="{target}"' not in source:
            loose.append((name, target or tag))
    assert not loose, f"data-hx-target must name a block whose element has that id: {loose}"


def test_every_htmx_form_works_without_javascript(htmx_tags):
    lame = []
    for name, _, _, tag in htmx_tags:
        plain = attribute(tag, "action") or attribute(tag, "href")
        for verb in ("get", "post"):
            sent = attribute(tag, f"data-hx-{verb}")
            if sent is not None and sent != plain:
                lame.append((name, tag))
    assert not lame, f"data-hx-get or -post must say the same address as action or href: {lame}"


def test_htmx_stays_within_what_the_site_allows(htmx_tags):
    wrong = [
        (name, tag) for name, _, _, tag in htmx_tags if re.search(r"data-hx-(on|boost|vals='js)|js:", tag)
    ]
    assert not wrong, f"no hx-on, no hx-boost, no script in an attribute: {wrong}"


def test_the_map_tells_what_runs_before_a_view(app):
    text = (ROOT / "docs/architecture.md").read_text()
    before = [function.__module__ for function in app.before_request_funcs[None]]
    ours = [module.removeprefix("ctg_site.") for module in before if module.startswith("ctg_site.")]
    told = [path.replace("/", ".") for path in re.findall(r"^\d\. `(\w+/\w+)\.py`", text, re.M)]
    assert told == ours, "docs/architecture.md, the way of a request"
