"""What one area seals for a browser opens nothing under the name of another, and says nothing of its own."""

import pytest

from ctg_site.web import areas
from ctg_site.web.sealing import sealed_for

FIRST = {
    areas.REMARK: "/paroles/envie/1",
    areas.REPORT: "/signaler/1",
    areas.NEWS: "/etre-prevenu/",
    areas.JOIN: "/rejoindre/1",
    areas.REGISTRATION: "/inscription/1",
    areas.OPINION: "/avis/envie/1",
    areas.FOLLOW_UP: "/suivi",
    areas.SUBMISSION: "/envies/proposer",
    areas.ANSWER: "/repondre/1",
    areas.STAFF: "/equipe/connexion",
}


def opened(app, area, cookie):
    """What the site reads in the cookie that a browser shows for this area."""
    with app.test_request_context(FIRST[area], headers={"Cookie": f"{area.cookie}={cookie}"}) as context:
        return dict(context.session)


def sealed(app, area, held):
    with app.test_request_context(FIRST[area]):
        return app.session_interface.get_signing_serializer(app).dumps(held)


@pytest.mark.parametrize("area", areas.AREAS, ids=lambda area: area.cookie)
def test_the_cookie_of_an_area_is_nothing_elsewhere(app, area):
    assert set(FIRST) == set(areas.AREAS)
    held = {"sent": {"due": "2026-12-01"}, "proposal_id": 1}
    cookie = sealed(app, area, held)
    assert opened(app, area, cookie) == held
    for other in set(areas.AREAS) - {area}:
        assert opened(app, other, cookie) == {}, f"{area.cookie} is read as {other.cookie}"


def test_each_purpose_has_its_own_seal(app):
    with app.app_context():
        kept = sealed_for("one").dumps([1])
        assert sealed_for("one").loads(kept) == [1]
        assert not sealed_for("another").loads_unsafe(kept)[0]
