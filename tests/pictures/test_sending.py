"""A picture comes after the receipt, from the follow-up, or is brought to the desk; wrong ones too."""

from io import BytesIO

import pytest
from PIL import Image

from ctg_site import throttle
from ctg_site.db import db
from ctg_site.domain.pictures import MOST, Recognised
from ctg_site.domain.workflow import Outcome
from ctg_site.effects import files
from tests import factories
from tests.pictures.conftest import the_pictures
from tests.submission.saying import FORM, answer, send, write

RECEIPT, OWN = f"{FORM}/images", "/suivi/images"


def follow(browser, proposal):
    browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    return browser.follow()


@pytest.fixture
def receipt(browser):
    """An envie is sent, and its author looks at the form of a picture."""

    def go(age="adult"):
        write(browser, age=age)
        answer(browser) if age == "under_15" else answer(browser, way="visit")
        send(browser)
        browser.get(RECEIPT)
        return browser

    return go


def test_a_picture_is_sent_after_the_receipt_and_stays_with_the_centre(receipt, chosen):
    browser = receipt()
    browser.get(f"{FORM}/recu")
    assert browser.page.select_one(f'a[href="{RECEIPT}"]')
    browser.post(RECEIPT, chosen(recognised=None), status=303, to=RECEIPT)
    browser.follow()
    assert "Le centre la regarde d’abord" in browser.text and "Des bacs de fleurs." in browser.text
    (picture,) = the_pictures()
    assert picture.state == "waiting" and picture.recognised is None and picture.actor == "author"
    assert Image.open(BytesIO(files.read_photo(picture.name))).format == "WEBP"


def test_without_a_sent_envie_nothing_is_taken(browser, chosen, disk):
    browser.get(RECEIPT, status=303, to=f"{FORM}/recu")
    browser.get(FORM)
    browser.post(RECEIPT, chosen(), status=303, to=f"{FORM}/recu")
    assert not the_pictures() and not disk()


def test_a_visitor_sends_no_more_than_the_words_of_a_form(browser, chosen):
    browser.get(FORM)
    browser.post(RECEIPT, chosen(b"x" * 400_000), status=413)


def test_a_heavy_picture_is_taken_from_the_author_alone(receipt, chosen):
    output = BytesIO()
    Image.effect_noise((760, 500), 90).save(output, "PNG")
    assert len(output.getvalue()) > 300_000
    receipt().post(RECEIPT, chosen(output.getvalue()), status=303)
    assert len(the_pictures()) == 1


def test_under_fifteen_a_drawing_is_welcome_and_nothing_is_asked_of_anybody(receipt, chosen):
    browser = receipt("under_15")
    assert "Pas de photo de quelqu’un" in browser.text and "Ajouter un dessin" in browser.text
    assert not browser.page.select("[name=recognised]")
    browser.post(RECEIPT, chosen(recognised="adults_agreed"), status=303)
    assert the_pictures()[0].recognised is None, "nobody said who is on it: the centre looks"


def test_the_follow_up_takes_three_shows_them_and_erases_one(browser, proposal, chosen, disk):
    follow(browser, proposal)
    assert browser.page.select_one(f'a[href="{OWN}"]')
    for _ in range(MOST):
        browser.get(OWN)
        browser.post(OWN, chosen(), status=303, to=OWN)
    browser.get(OWN)
    assert "Les trois images sont là" in browser.text and not browser.page.select("[name=photo]")
    browser.post(OWN, chosen(), status=409)
    first = the_pictures()[0]
    number, name = first.id, first.name
    browser.get(f"{OWN}/{number}")
    assert browser.response.mimetype == "image/webp"
    browser.get(OWN)
    browser.post(f"{OWN}/{number}/effacer", status=303, to=OWN)
    assert len(the_pictures()) == MOST - 1 and files.read_photo(name) is None
    assert len(disk()) == 2 * (MOST - 1), "none is left of the refused ones"


def test_another_code_sees_and_erases_nothing(browser, proposal, centre, agent, sent):
    picture = sent(proposal)
    follow(browser, factories.published(centre, title="Autre", by=agent))
    browser.get(f"{OWN}/{picture.id}", status=404)
    browser.get(OWN)
    browser.post(f"{OWN}/{picture.id}/effacer", status=404)
    assert len(the_pictures()) == 1


def test_sent_twice_it_is_kept_once(browser, proposal, chosen, disk):
    follow(browser, proposal)
    browser.get(OWN)
    key = browser.page.select_one("[name=key]")["value"]
    for _ in range(2):
        browser.post(OWN, chosen(key=key), status=303)
    assert len(the_pictures()) == 1 and len(disk()) == 2


@pytest.mark.parametrize("address", [OWN, "story"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Le site ne sait pas lire ce fichier"),
        (b"<html><script>alert(1)</script>", "Le site ne sait pas lire ce fichier"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 500, "Réglages, Appareil photo, Formats, Le plus compatible"),
        ("cut", "Cette photo est abîmée"),
        ("thread", "Cette image est trop longue et trop étroite"),
        ("absurd", "Cette image est trop grande"),
    ],
    ids=["empty", "disguised", "heic", "cut", "thread", "absurd"],
)
def test_each_wrong_file_has_its_sentence_at_every_door(
    browser, proposal, agent, chosen, photo, disk, address, content, sentence
):
    made = {
        "cut": lambda: photo((600, 400), quality=95)[:-3000],
        "thread": lambda: photo((2100, 100)),
        "absurd": lambda: photo((7000, 7000), "PNG", "1"),
    }
    sent = chosen(content if isinstance(content, bytes) else made[content](), name="image.jpg")
    if address == "story":
        browser.sign_in(agent)
        address = f"/equipe/envies/{proposal.number}/accompagnement/recit/photo"
        sent = {"photo_alt": "Des fleurs.", "photo_shows": "nobody", "photo_photo": sent["photo"]}
    else:
        follow(browser, proposal)
    browser.post(address, sent, status=422)
    assert sentence in browser.text
    assert browser.page.select_one("[name$=alt]")["value"].startswith("Des"), "the words are kept"
    assert not the_pictures() and not disk()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"alt": ""}, "Dites en une phrase ce que l’on voit."),
        ({"alt": "…"}, "Décrivez la photo en une phrase."),
        ({"recognised": "perhaps"}, "Ce choix n’est pas dans la liste"),
    ],
)
def test_each_wrong_answer_has_its_sentence(browser, proposal, chosen, answers, sentence):
    follow(browser, proposal)
    browser.post(OWN, chosen(**answers), status=422)
    assert sentence in browser.text and not the_pictures()


def test_without_a_file_it_says_so_and_the_limits_stand_beside_the_field(browser, proposal):
    follow(browser, proposal)
    browser.get(OWN)
    assert "40 Mo au plus" in browser.text
    browser.submit("Envoyer l’image", alt="Des fleurs.", status=422)
    assert "Choisissez une photo." in browser.text


def test_a_photo_of_108_million_points_is_taken(proposal, sent, photo):
    picture = sent(proposal, content=photo((12_000, 9000), mode="L"))
    assert (picture.width, picture.height) == (1600, 1200)


def test_too_many_from_one_place_wait(browser, proposal, chosen, monkeypatch):
    monkeypatch.setattr(throttle, "within", lambda *asked: False)
    follow(browser, proposal)
    browser.post(OWN, chosen(), status=422)
    assert "Attendez une minute" in browser.text and not the_pictures()


def test_a_drawing_brought_to_the_desk(browser, proposal, agent, chosen):
    browser.sign_in(agent)
    address = f"/equipe/envies/{proposal.number}/images"
    browser.get(address)
    browser.post(address, chosen(), status=303, to=address)
    (picture,) = the_pictures()
    assert picture.actor == "staff" and picture.actor_id == agent.id
    assert picture.recognised is Recognised.NOBODY
    browser.post(address, chosen(b"nothing"), status=422)
    assert "Le site ne sait pas lire ce fichier" in browser.text


def test_an_envie_that_is_done_asks_for_a_photo_taken_there(browser, proposal):
    proposal.outcome = Outcome.REALISED
    db.session.commit()
    (link,) = follow(browser, proposal).select("a[href^='/suivi/images?']")
    field = browser.get(link["href"]).select_one("input[type=file]")
    assert field["capture"] == "environment" and "image/jpeg" in field["accept"]
    assert browser.page.select_one("fieldset#recognised") and "Que voit-on ?" in browser.text
    assert not browser.get("/suivi/images").select_one("input[type=file]").has_attr("capture")
