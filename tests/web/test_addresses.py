"""A link followed with the end of its sentence opens what it names; no header breaks a page."""

import re
from itertools import product
from urllib.parse import quote

from werkzeug.routing import Map, Rule

from ctg_site.db import db
from ctg_site.web.addresses import GLUED
from tests import factories
from tests.access_matrix import VALUES

#: What the parts of a route are in the test below, by what reads them.
PARTS = {"RowNumber": 7, "UnicodeConverter": "un mot", "PathConverter": "a/b"}

#: Every header that the site, or what serves it, reads.
READ = (
    *(
        "Host",
        "Origin",
        "Referer",
        "Sec-Fetch-Site",
        "HX-Request",
        "HX-Target",
        "HX-Current-URL",
        "HX-Boosted",
    ),
    *("HX-History-Restore-Request", "Cookie", "If-None-Match", "If-Modified-Since", "If-Match", "If-Range"),
    *("Range", "Accept", "Accept-Encoding", "Accept-Language", "X-Forwarded-For", "X-Forwarded-Host"),
    *(
        "X-Forwarded-Proto",
        "X-Forwarded-Prefix",
        "Content-Type",
        "Content-Length",
        "User-Agent",
        "Authorization",
    ),
)
NASTY = (
    *("", "http://[", "//", "http://a:b:c@/", "localhost:x", "é\xff", "-1", "1" * 400, '"', "W/", "%00"),
    *("bytes=9-1", "gzip;q=x", "multipart/form-data", "text/html; charset=no-such", "ctg_equipe=x.y.z"),
)


def asked(app, method, address, **options):
    db.session.commit()
    with app.app_context():
        return app.test_client().open(address, method=method, **options)


def written(rule):
    address = rule.rule
    for name, value in VALUES.items():
        address = address.replace(name, value)
    return re.sub("<[^>]+>", "a", address)


def test_every_link_forgives_the_signs_glued_to_it(app):
    lost = []
    for rule in app.url_map.iter_rules():
        address = written(rule).rstrip("/")
        if "GET" not in rule.methods or not address:
            continue
        for sign in (*".>,»", ").", GLUED):
            answer = asked(app, "GET", address + quote(sign))
            if (answer.status_code, answer.location) != (303, address):
                lost.append(f"{address}{sign}: {answer.status} {answer.location}")
            assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not lost, "\n".join(lost)


def test_a_glued_sign_leads_to_no_other_site(app):
    for path in ("//elsewhere.example.", "/\\elsewhere.example.", "///elsewhere.example/a."):
        location = asked(app, "GET", "/", environ_overrides={"PATH_INFO": path}).location
        assert re.match(r"/[^/\\]", location), (path, location)


def test_no_address_ends_with_a_glued_sign(app):
    assert not [rule.rule for rule in app.url_map.iter_rules() if written(rule)[-1] in GLUED]


def test_no_header_breaks_a_page_or_a_form(app, browser):
    """A page that is read; and a form of the staff sent by nobody, which is asked where it came from."""
    browser.get("/equipe/connexion")
    data = {"csrf_token": browser.page.select_one("input[name=csrf_token]")["value"]}
    broken = []
    for header, value in product(READ, NASTY):
        headers = {header: value} | ({"HX-Request": "true"} if header == "HX-Current-URL" else {})
        with app.app_context():
            read = app.test_client().get("/contact", headers=headers)
        with app.app_context():
            sent = browser.client.post("/equipe/compte/sessions/fermer", headers=headers, data=data)
        broken += [f"{answer.request}: {headers}" for answer in (read, sent) if answer.status_code >= 500]
    assert not broken, "\n".join(broken)


def test_a_block_asked_alone_is_drawn_with_what_its_page_makes_first(browser):
    factories.published()
    for page in ("/", "/envies/1", "/consultations/", "/agenda/"):
        assert (
            browser.client.get(page, headers={"HX-Request": "true", "HX-Target": "content"}).status_code
            == 200
        )


def part_read_by(converter):
    return min(converter.items) if hasattr(converter, "items") else PARTS[type(converter).__name__]


def test_a_route_writes_the_address_that_the_library_writes(app):
    """Late or not: what it is asked beside its own parts stands after the « ? »."""
    for rule in app.url_map.iter_rules():
        values = {name: part_read_by(one) for name, one in rule._converters.items()}
        plain = Rule(rule.rule, endpoint=rule.endpoint, defaults=rule.defaults)
        plain.bind(Map(converters=app.url_map.converters))
        for asked in (values, {**values, "page": 2, "self": "é"}):
            wanted = plain.build(asked), plain.build(values, append_unknown=False)
            assert (rule.build(asked), rule.build(values, append_unknown=False)) == wanted
