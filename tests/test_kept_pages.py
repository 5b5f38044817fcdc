"""Every page that everybody reads, kept: the same bytes for any two readers, and nothing of anybody's."""

import pytest

from ctg_site.db import db
from ctg_site.web.logs import SECRETS
from tests.canaries import WORD, Filler, paint, tell
from tests.conftest import A_MORNING
from tests.test_canaries import addresses, public_rules, words_in

ONE = {"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "Firefox", "HTTP_ACCEPT_LANGUAGE": "fr"}
OTHER = {
    "REMOTE_ADDR": "198.51.100.9",
    "HTTP_USER_AGENT": "curl",
    "HTTP_ACCEPT_LANGUAGE": "ar",
    "HTTP_REFERER": "/",
}


@pytest.fixture
def filled(app):
    filler = Filler()
    filler.fill()
    paint()
    tell()
    return filler


def read(app, address, reader):
    db.session.commit()
    with app.app_context():
        return app.test_client(use_cookies=False).get(address, environ_overrides=reader)


def test_what_is_kept_is_the_same_for_everybody(app, front, filled, clock):
    """Two readers, some seconds apart: a token, a key, an instant or a name in a page would show."""
    kept, differing = 0, []
    for rule in public_rules(app):
        for address in list(addresses(app, rule, filled))[:3]:
            front.keep_at_most(front.most)
            clock.move_to(A_MORNING)
            first = read(app, address, ONE)
            if not front.kept.weight:
                continue
            kept += 1
            front.keep_at_most(front.most)
            clock.shift(41)
            second = read(app, address, OTHER)
            told = {name for name, value in first.headers if second.headers.get(name) != value}
            if first.data != second.data or told - {"Date", "X-Request-Id"}:
                differing.append((address, told))
            assert WORD not in words_in(first).lower(), address
            assert not SECRETS & rule.arguments and not rule.rule.startswith(front.apart), address
    assert not differing, f"kept for everybody, though each reader gets another page: {differing}"
    assert kept > 60
