"""What search engines find: every page that everybody reads, at its one address, and nothing personal."""

import re
from xml.etree import ElementTree

import pytest

from ctg_site.domain.policy import for_everybody
from ctg_site.pages import exports, listing_queries
from tests import factories
from tests.browser import Browser
from tests.canaries import Filler
from tests.page_rules import AREAS, check_kind
from tests.test_canaries import addresses

ORIGIN = "http://localhost"


def sitemap(app):
    tree = ElementTree.fromstring(read(app, "/sitemap.xml").text)
    return [tag.text.removeprefix(ORIGIN) for tag in tree.iterfind(".//{*}loc")]


def read(app, address):
    with app.app_context():
        return app.test_client(use_cookies=False).get(address)


def closed_to_robots(app):
    return re.findall(r"^Disallow: (\S+)$", read(app, "/robots.txt").text, re.M)


def is_closed(closed, path):
    return any(path.startswith(start) for start in closed)


def public_rules(app):
    """Those that answer a page or a file to whoever asks, outside the areas that remember their visitor."""
    for rule in app.url_map.iter_rules():
        area = any(rule.rule == area or rule.rule.startswith(area + "/") for area in AREAS)
        view = app.view_functions[rule.endpoint]
        if "GET" in rule.methods and not area and for_everybody(view.permission):
            yield rule


def test_every_public_page_has_its_place(app):
    apart = app.extensions["ctg_apart"]
    with app.test_request_context():
        listed, rows = exports.listed_rules(), listing_queries.rows(app.extensions["ctg_listed"])
    known = {rule.endpoint for rule in listed if not rule.arguments or rule.endpoint in rows}
    lost = sorted(
        rule.rule
        for rule in public_rules(app)
        if rule.endpoint not in known | set(apart) and "." not in rule.rule.rpartition("/")[2]
    )
    assert not lost, f"say in slice.py which rows these show (`lists`), or why not (`apart`): {lost}"
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(rows) | set(apart) <= endpoints and not set(rows) & set(apart)
    assert all(apart.values())


def test_robots_go_into_no_area(app):
    closed = closed_to_robots(app)
    entrances = {"/envies/proposer"}
    for rule in app.url_map.iter_rules():
        private = any(rule.rule == area or rule.rule.startswith(area + "/") for area in AREAS)
        assert is_closed(closed, rule.rule) == (private and rule.rule not in entrances), rule.rule


def test_the_sitemap_holds_every_page_that_says_its_address(app):
    filled = Filler()
    filled.fill()
    listed, closed = sitemap(app), closed_to_robots(app)
    assert listed[0] == "/" and len(listed) == len(set(listed))
    with app.test_request_context():
        rules = exports.listed_rules()
    asked = {address for rule in rules for address in addresses(app, rule, filled)} | set(listed)
    assert not [path for path in asked if is_closed(closed, path)]
    own = set()
    for address in sorted(asked):
        answer = read(app, address)
        check_kind(answer, app.config["COMPRESS_MIMETYPES"])
        if answer.status_code == 200:
            assert f'<link rel="canonical" href="{ORIGIN}{address}">' in answer.text, address
            own.add(address)
    assert own - set(listed) == set(), "these pages are in no sitemap"
    assert set(listed) - own == set(), "these answer nothing to who follows the sitemap"


def test_the_sitemap_costs_the_same_whatever_it_holds(app, queries):
    centre = factories.centre()
    factories.published(centre)
    queries.clear()
    few = len(sitemap(app))
    cost = len(queries)
    for _ in range(4):
        factories.published(centre)
    queries.clear()
    assert (len(sitemap(app)), len(queries)) == (few + 4, cost) and cost <= 17


def test_one_may_find_where_to_propose(app):
    page = Browser(app.test_client()).get("/envies/proposer?parler=1")
    assert page.select_one("link[rel=canonical]")["href"] == f"{ORIGIN}/envies/proposer"
    assert not page.select("meta[name=robots]")
    assert "/envies/proposer" in sitemap(app) and "/envies/proposer/" in closed_to_robots(app)
    assert not Browser(app.test_client()).get("/envies/proposer/envie").select("link[rel=canonical]")


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt"])
def test_the_texts_for_machines_end_their_lines(app, path):
    answer = read(app, path)
    assert answer.text.endswith("\n") and not answer.text.endswith("\n\n") and "\n\n" not in answer.text
    assert answer.content_type == "text/plain; charset=utf-8"
