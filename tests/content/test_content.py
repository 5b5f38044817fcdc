"""The pages that the coordination writes: in its language and direction, previewed, versioned, safe."""

import pytest
from sqlalchemy.exc import OperationalError

from ctg_site.content import operations, queries
from ctg_site.db import db
from ctg_site.domain.languages import LANGUAGES
from ctg_site.domain.policy import Role
from ctg_site.models.content import ContentPage, ContentVersion
from ctg_site.services import languages
from tests import factories

BODY = "## Comment faire\n\n- Venez\n- Parlez"


def written(language="fr", title="Faire une photo", body=BODY, is_published=True):
    words = operations.PageWords(title, body, is_published)
    return operations.create(language, words, by=factories.staff(Role.COORDINATOR))


@pytest.fixture
def desk(browser):
    browser.sign_in(factories.staff(Role.COORDINATOR, name="Coralie"))
    browser.get("/equipe/reglages/")
    browser.click("Les pages du site")
    return browser


def test_no_language_is_named_while_none_has_its_page(browser):
    browser.get("/")
    assert not browser.page.select("footer a[hreflang]")
    browser.get("/bienvenue/")
    assert "pas encore de page dans une autre langue" in browser.text
    for odd in ("ar", "fr", "zz", "../aide"):
        browser.get(f"/bienvenue/{odd}", status=404)


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("uk", "ltr"), ("en", "ltr"), ("pl", "ltr")])
def test_a_welcome_page_is_read_in_its_language(browser, tag, direction):
    written(tag, "مرحبا", "نص **قصير**.")
    browser.get("/")
    (link,) = browser.page.select("footer a[hreflang]")
    assert link["lang"] == tag and link["dir"] == direction and link.text == LANGUAGES[tag].name
    browser.get(link["href"])
    article = browser.page.select_one("article")
    assert (article["lang"], article["dir"], browser.page.title["lang"]) == (tag, direction, tag)
    assert article.h1.text == "مرحبا" and article.strong.text == "قصير"
    assert "Set-Cookie" not in browser.response.headers
    browser.get("/bienvenue/")
    browser.click(f"{LANGUAGES[tag].name} ({LANGUAGES[tag].french})")
    assert f"/bienvenue/{tag}" in browser.client.get("/sitemap.xml").text


def test_a_draft_is_nowhere(browser):
    written("en", "Welcome", is_published=False)
    written(is_published=False)
    browser.get("/bienvenue/en", status=404)
    browser.get("/aide/faire-une-photo", status=404)
    browser.get("/aide")
    assert "Faire une photo" not in browser.text and not browser.page.select("footer a[hreflang]")


def test_help_grows(browser):
    written()
    browser.get("/aide")
    browser.click("Faire une photo")
    assert browser.page.select_one("article h2").text == "Comment faire"
    assert [tag.text for tag in browser.page.select("article li")] == ["Venez", "Parlez"]
    browser.get("/bienvenue/faire-une-photo", status=404)


def test_titles_that_meet_have_addresses_apart():
    slugs = [written(title=title).slug for title in ("Faire une photo", "Faire une photo !", "EN", "日本語")]
    assert slugs == ["faire-une-photo", "faire-une-photo-2", "page-en", "page"]


def test_written_previewed_published_changed(desk):
    desk.click("Écrire une page")
    told = {"language": "ar", "title": "مرحبا", "body": "## عنوان\n\nنص"}
    desk.submit("Voir ce que cela donne", **told, status=200)
    preview = desk.page.select_one("section [lang=ar]")
    assert preview["dir"] == "rtl" and preview.h4.text == "عنوان"
    assert db.session.scalars(db.select(ContentPage)).all() == [], "a preview keeps nothing"
    desk.submit("Enregistrer")
    desk.follow()
    assert "sans être publiée" in desk.text
    desk.submit("Enregistrer", is_published=True)
    desk.follow()
    desk.click("Voir comme un habitant")
    assert "عنوان" in desk.text
    desk.get("/equipe/pages/nouvelle")
    offered = [option["value"] for option in desk.page.select("#language option")]
    assert "ar" not in offered and "fr" in offered


def test_each_version_is_kept_and_may_begin_again(desk):
    page = written(body="Un texte.")
    desk.get(f"/equipe/pages/{page.id}")
    desk.submit("Enregistrer", body="Un autre texte.")
    desk.follow()
    desk.submit("Enregistrer", to=f"/equipe/pages/{page.id}")
    assert len(db.session.scalars(db.select(ContentVersion)).all()) == 2, "the same words make no version"
    desk.follow()
    desk.click("Version 2")
    assert "Coralie" in desk.text and desk.page.select_one("ins").get_text().find("autre") > 0
    desk.get(f"/equipe/pages/{page.id}")
    desk.click("Version 1")
    desk.click("Repartir de cette version")
    assert desk.page.select_one("#body").text.strip() == "Un texte."
    desk.submit("Enregistrer")
    assert [version.body for version in queries.page(page.id).versions] == [
        "Un texte.",
        "Un autre texte.",
        "Un texte.",
    ]


def test_the_second_to_write_loses_nothing(desk):
    page = written(body="Un texte.")
    desk.get(f"/equipe/pages/{page.id}")
    kept = desk.page
    other = operations.PageWords("Faire une photo", "De l’autre.", True)
    operations.change(db.session.get(ContentPage, page.id), other, by=factories.staff(), version=1)
    desk.page = kept
    desk.submit("Enregistrer", body="Le mien.", status=409)
    assert "De l’autre." in desk.text and desk.page.select_one("#body").text.strip() == "Le mien."
    desk.submit("Enregistrer", to=f"/equipe/pages/{page.id}")
    assert queries.page(page.id).body == "Le mien."


def test_a_language_has_one_page(desk):
    desk.click("Écrire une page")
    page = desk.page
    written("en", "Welcome")
    desk.page = page
    desk.submit("Enregistrer", language="en", title="Hello", body="My words.", status=422)
    assert (
        "Hello" in desk.page.select_one("#title")["value"]
        and "My words." in desk.page.select_one("#body").text
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": ""}, "Donnez un titre"),
        ({"title": "!"}, "au moins deux lettres"),
        ({"body": " "}, "Écrivez le texte"),
        ({"body": "mot " * 4000}, "enlevez"),
    ],
)
def test_a_wrong_page_says_what_to_do(desk, told, said):
    desk.click("Écrire une page")
    desk.submit(
        "Enregistrer", **{"language": "fr", "title": "Un titre", "body": "Un texte."} | told, status=422
    )
    assert said in desk.text and db.session.scalars(db.select(ContentPage)).all() == []


HOSTILE = (
    "<script>alert(1)</script>\n\n[lien](javascript:alert(1)) <b onclick=x>gras</b>\n\n"
    "![i](http://ailleurs/i.png)\n\n{{ 7777*7 }}"
)


def test_hostile_markdown_is_text(browser, desk):
    written("en", "Welcome <i>", HOSTILE)
    page = written(title="Aide <i>", body=HOSTILE)
    for path in (
        "/bienvenue/en",
        f"/aide/{page.slug}",
        f"/equipe/pages/{page.id}",
        "/equipe/pages/versions/1",
    ):
        desk.get(path)
        runs = "main script:not([type='application/ld+json']), main b[onclick]"
        assert not desk.page.select(f"{runs}, main img, main a[href^=javascript]")
        assert "54439" not in desk.page.select_one("main article, main .screen").text


def test_the_foot_lives_without_the_database(app, browser, monkeypatch):
    written("en", "Welcome")
    browser.get("/contact")
    assert browser.page.select("footer a[hreflang=en]")
    languages.forget()

    def away(*args, **options):
        raise OperationalError("SELECT", {}, Exception("away"))

    monkeypatch.setattr(db.engine, "connect", away)
    browser.get("/contact")
    assert browser.page.select("footer a[hreflang=en]"), "the last ones known"


def test_the_foot_asks_once_a_minute(browser, queries):
    queries.clear()
    for _ in range(3):
        browser.get("/contact")
    assert queries == []
