"""An author sends a photo, the centre blurs and publishes it, everybody sees it, it is erased; axe."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_administrator import WAYS
from tests.journeys.test_main_journey import heading

SEEN = "Des bacs de fleurs devant l’école."


@pytest.fixture(scope="session")
def photo(tmp_path_factory):
    """A photo on the device of the author."""
    path = tmp_path_factory.mktemp("device") / "bacs.jpg"
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(path)
    return path


@pytest.fixture(params=WAYS)
def hands(request, new_page):
    """A person with a device: `hands(viewport=…)`."""
    kind, options = WAYS[request.param]
    return lambda **more: kind(new_page(**options, **more))


def attach(hands, path):
    field = hands.page.locator("#photo")
    with hands.page.expect_file_chooser() as chooser:
        if isinstance(hands, Keyboard):
            hands._reach(field)
            hands.page.keyboard.press("Enter")
        else:
            field.click()
    chooser.value.set_files(path)


def open_images(hands, code):
    hands.page.goto("/suivi")
    hands.write("Votre code de suivi", code)
    hands.press("Ouvrir")
    hands.follow("Ajouter ou voir une photo, un dessin")
    heading(hands, "Les images de mon envie")


def tick(hands, cell):
    box = hands.page.get_by_label(cell, exact=True)
    if isinstance(hands, Keyboard):
        hands._reach(box)
        hands.page.keyboard.press("Space")
    else:
        box.check()


def test_sent_blurred_published_seen_and_erased(hands, scenes, photo):
    author = hands()
    open_images(author, scenes.codes["published"])
    attach(author, photo)
    author.write("Que voit-on", SEEN)
    author.choose("Oui : floutez les visages")
    author.press("Envoyer l’image")
    said(author, "Le centre la regarde d’abord.")
    agent = sign_in(hands(viewport={"width": 1280, "height": 900}), scenes, scenes.agent)
    number = scenes.files["published"]
    agent.page.goto(f"/equipe/envies/{number}")
    agent.follow("Images")
    expect(agent.page.get_by_text("Avant de publier")).to_be_visible()
    agent.follow("Flouter")
    heading(agent, "Flouter l’image")
    tick(agent, "Ligne 2, case 3")
    agent.press("Flouter ces cases")
    said(agent, "L’image d’avant est effacée.")
    agent.sure("Publier")
    said(agent, "L’image est publiée avec l’envie.")
    reader = hands()
    reader.page.goto(f"/envies/{number}")
    image = reader.page.get_by_alt_text(SEEN)
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    author.page.reload()
    author.sure("Effacer")
    said(author, "Votre image est effacée.")
    reader.page.reload()
    expect(reader.page.get_by_alt_text(SEEN)).to_have_count(0)


def test_every_page_of_pictures_is_accessible(page, scenes, photo):
    page.watch.expect("422")
    author = Pointer(page)
    open_images(author, scenes.codes["received"])
    check_page(page)
    author.press("Envoyer l’image")
    expect(page.locator("#summary")).to_be_visible()
    check_page(page)
    attach(author, photo)
    author.write("Que voit-on", SEEN)
    author.press("Envoyer l’image")
    said(author, "Le centre la regarde d’abord.")
    check_page(page)
    agent = sign_in(author, scenes, scenes.agent)
    page.goto(f"/equipe/envies/{scenes.files['received']}/images")
    check_page(page)
    agent.follow("Corriger la description")
    heading(agent, "Ce que montre l’image")
    check_page(page)
    page.go_back()
    agent.follow("Flouter")
    heading(agent, "Flouter l’image")
    check_page(page)
    agent.press("Flouter ces cases")
    expect(page.locator("#summary")).to_be_visible()
    check_page(page)
    page.go_back()
    page.goto(f"/equipe/envies/{scenes.files['received']}/images")
    agent.sure("Effacer")
    said(agent, "L’image est effacée.")
