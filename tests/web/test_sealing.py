"""What one area seals for a browser opens nothing under the name of another, and says nothing of its own."""

import pytest

from ctg_site.slices import SLICES
from ctg_site.web.sealing import sealed_for

#: A page of each area that begins a visit; that of the others is at their own address.
PAGES = {
    "/paroles": "/paroles/envie/1",
    "/signaler": "/signaler/1",
    "/etre-prevenu": "/etre-prevenu/",
    "/rejoindre": "/rejoindre/1",
    "/inscription": "/inscription/1",
    "/avis": "/avis/envie/1",
    "/repondre": "/repondre/1",
    "/equipe": "/equipe/connexion",
}
FIRST = {area: PAGES.get(area.path, area.path) for part in SLICES for area in part.areas}


def opened(app, area, cookie):
    """What the site reads in the cookie that a browser shows for this area."""
    with app.test_request_context(FIRST[area], headers={"Cookie": f"{area.cookie}={cookie}"}) as context:
        return dict(context.session)


def sealed(app, area, held):
    with app.test_request_context(FIRST[area]):
        return app.session_interface.get_signing_serializer(app).dumps(held)


@pytest.mark.parametrize("area", FIRST, ids=lambda area: area.cookie)
def test_the_cookie_of_an_area_is_nothing_elsewhere(app, area):
    held = {"sent": {"due": "2026-12-01"}, "proposal_id": 1}
    cookie = sealed(app, area, held)
    assert opened(app, area, cookie) == held
    for other in FIRST.keys() - {area}:
        assert opened(app, other, cookie) == {}, f"{area.cookie} is read as {other.cookie}"


def test_each_purpose_has_its_own_seal(app):
    with app.app_context():
        kept = sealed_for("one").dumps([1])
        assert sealed_for("one").loads(kept) == [1]
        assert not sealed_for("another").loads_unsafe(kept)[0]
