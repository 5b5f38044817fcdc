"""What nobody foresaw in a page: endless words, other writings, a photo of 20 : 1, nothing at all."""

from dataclasses import replace

import pytest
from flask_migrate import upgrade

from ctg_site.config import Settings
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.db import db
from ctg_site.factory import create_app
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.outbox import SiteFact
from ctg_site.serving import DEMO_KEY
from ctg_site.wording import operations as wording
from tests import factories
from tests.journeys.conftest import environment_of, served
from tests.journeys.inspection import OVERFLOWING
from tests.journeys.told import told
from tests.wire import KB

TELEPHONE = {"width": 320, "height": 568}
ENDLESS = "a" * 1500
ARABIC = (
    "حديقة مشتركة للأطفال في الحي",
    "نريد حديقة صغيرة قرب المدرسة، حيث يلعب الأطفال ويلتقي الجيران كل مساء.",
)
#: What each page says when there is nothing, where a visitor looks for it.
SAID = {
    "/envies/": "Aucune envie n’est encore publiée",
    "/structures/": "Aucun lieu n’est encore présenté",
    "/agenda/": "Aucun rendez-vous",
    "/bilan/": "Aucune envie n’est encore arrivée",
    "/envies/?q=jardin": "Aucune envie pour cette recherche",
    "/recherche?q=xylophone": "Rien pour",
}


@pytest.fixture(scope="module")
def empty(new_database, tmp_path_factory):
    """A site where nothing has happened yet: its application, its address."""
    environment = environment_of(new_database("odd"), tmp_path_factory)
    app = create_app(replace(Settings.from_env(environment), testing=True))
    with app.app_context():
        upgrade()
        factories.save(SiteFact(key=DEMO_KEY, value="1"))
        convention.load_convention(reader.read(reader.LENS))
        wording.load_first()
        db.session.remove()
    with served(environment, tmp_path_factory) as address:
        yield app, address


@pytest.fixture(scope="module")
def odd(empty):
    """The same, filled with what nobody foresaw: the addresses of its pages."""
    app, address = empty
    with app.app_context():
        wide = told(factories.centre(slug="sans-heures", name="Centre sans horaires"), size=(2400, 120))
        made = [
            factories.published(title="Un banc", first_name="Anne" * 15, visibility="first_name"),
            factories.published(title=ENDLESS[:80], text=ENDLESS),
            factories.published(title=ARABIC[0], text=ARABIC[1]),
            wide,
        ]
        theme = db.session.scalar(db.select(Theme).where(Theme.code == "PE"))
        for number in range(20, 32):
            words = {
                "plain_title": f"Un engagement de plus, {number}",
                "plain_text": "Encore.",
                "official_text": "Encore.",
            }
            place = {"convention_id": theme.convention_id, "theme_id": theme.id, "position": number}
            db.session.add(Commitment(**words, **place, number=f"PE{number}", key=f"plus-{number}"))
        db.session.commit()
        slug = theme.slug
        pages = [f"/envies/{one.id}" for one in made]
        db.session.remove()
    pages += [
        "/",
        "/envies/",
        "/envies/?q=banc",
        "/structures/",
        "/structures/sans-heures",
        "/bilan/",
        "/parcours",
    ]
    pages += ["/conventions/2022-2026/", f"/conventions/2022-2026/{slug}/", f"/recherche?q={ENDLESS[:190]}"]
    return address, pages, pages[3]


@pytest.fixture
def telephone(chromium):
    context = chromium.new_context(viewport=TELEPHONE)
    yield context.new_page()
    context.close()


def test_what_is_empty_says_so_and_offers_a_way(telephone, empty):
    for path, sentence in SAID.items():
        telephone.goto(empty[1] + path)
        content = telephone.locator("main")
        assert sentence in content.inner_text(), path
        assert content.locator("a, .button").count(), path
        assert telephone.evaluate(OVERFLOWING) == [], path
    telephone.goto(empty[1])
    assert telephone.locator("main a").count() >= 4 and telephone.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_odd_words_and_pictures_overflow_nothing(telephone, odd, width):
    address, pages, _ = odd
    telephone.set_viewport_size({"width": width, "height": 700})
    wide = {}
    for path in pages:
        answer = telephone.goto(address + path)
        assert answer.status == 200, path
        wide[path] = telephone.evaluate(OVERFLOWING)
    assert not any(wide.values()), wide


def test_a_photo_of_any_shape_takes_a_decent_place(telephone, odd):
    address, _, told_at = odd
    telephone.goto(address + told_at, wait_until="networkidle")
    photo = telephone.locator("main img").first
    photo.scroll_into_view_if_needed()
    box = photo.bounding_box()
    assert 100 <= box["width"] <= 320 and box["height"] >= 10, box


def test_a_first_visit_with_a_photo_is_light(telephone, odd):
    address, _, told_at = odd
    received = []
    telephone.on("response", lambda answer: received.append(answer))
    telephone.goto(address + told_at, wait_until="networkidle")
    for photo in telephone.locator("main img").all():
        photo.scroll_into_view_if_needed()
    telephone.wait_for_load_state("networkidle")
    sizes = {
        one.url: one.request.sizes()["responseBodySize"]
        for one in received
        if not one.url.startswith("data:")
    }
    assert any("photos" in url for url in sizes) and sum(sizes.values()) <= 120 * KB, sizes
