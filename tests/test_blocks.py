"""Each block of each page stands alone: htmx may ask for it by itself, and so may anybody."""

import re
from itertools import islice, product

import pytest
from flask import template_rendered

from ctg_site.db import db
from ctg_site.web.rendering import alone
from tests import factories
from tests.browser import Browser
from tests.test_canaries import OF_THE_STAFF, addresses, filled, words_of  # noqa: F401 -- a fixture

#: The addresses of a rule that are tried until one shows a page.
TRIED = 2


@pytest.fixture
def drawn(app):
    """{template: [(block, fault)]} of every page drawn meanwhile, each block drawn again alone."""
    found = {}

    def again(sender, template, context, **rest):
        if template.name in found or template.name.startswith(("mail/", "print/")):
            return
        found[template.name] = faults = []
        for block in template.blocks if template.name.endswith(".html") else ():
            try:
                alone(template.name, block, context)
            except Exception as error:
                faults.append((block, f"{type(error).__name__}: {error}"))

    with template_rendered.connected_to(again, app):
        yield found


def test_every_block_of_every_page_is_drawn_alone(app, filled, drawn):  # noqa: F811
    people = [Browser(app.test_client(use_cookies=False))]
    for role in ("coordinator", "administrator"):
        people.append(Browser(app.test_client()).sign_in(factories.staff(role)))
    visitor, *staff = people
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or re.search(r"photo|document|\.|secret", rule.rule):
            continue  # no page
        tried = list(islice(shown(app, rule, filled), TRIED))
        for person in staff if rule.rule.startswith(OF_THE_STAFF) else [visitor]:
            any(ask(app, person, address) == 200 for address in tried)
    lame = {name: faults for name, faults in drawn.items() if faults}
    assert len(drawn) > 100, sorted(drawn)
    assert not lame, "\n".join(f"{name}: {faults}" for name, faults in sorted(lame.items()))


def shown(app, rule, filled):  # noqa: F811
    """Addresses of this rule, of rows that exist."""
    if not rule.rule.startswith(OF_THE_STAFF):
        yield from addresses(app, rule, filled)
        return
    adapter, names = app.url_map.bind("localhost"), sorted(rule.arguments - set(rule.defaults or ()))
    numbers = [name for name in names if type(rule._converters[name]).__name__ == "RowNumber"]
    chosen_among = {
        name: sorted(kind.items) for name, kind in rule._converters.items() if hasattr(kind, "items")
    }
    words = {
        name: chosen_among.get(name) or words_of(name)[:3] or ["structure", "text"]
        for name in names
        if name not in numbers
    }
    for number in range(1, TRIED + 1):
        for chosen in product(*words.values()):
            values = dict.fromkeys(numbers, number) | dict(zip(words, chosen, strict=True))
            yield adapter.build(rule.endpoint, values | dict(rule.defaults or {}))


def ask(app, person, address):
    """The status; 0 for a page of the staff that the rows of the canaries, made without the site, break."""
    db.session.commit()
    with app.app_context():
        try:
            return person.client.get(address).status_code
        except Exception:
            if not address.startswith(OF_THE_STAFF):
                raise
            return 0
