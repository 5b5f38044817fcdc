"""A centre sees a picture first, blurs it, publishes it; it is public, then erased, as its envie is."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy.orm import selectinload

from ctg_site.db import db, now
from ctg_site.domain.pictures import PictureEvent, Recognised, cells, grid
from ctg_site.domain.policy import Person
from ctg_site.domain.vocabulary import Visibility
from ctg_site.domain.workflow import Decision, InvalidTransition, OutOfDate
from ctg_site.effects import files
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.audit import AuditEntry
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry
from ctg_site.moderation import operations as moderation
from ctg_site.pictures import operations
from ctg_site.pictures import queries as reads
from tests import factories
from tests.effects.spending import spent
from tests.pictures.conftest import the_pictures


@pytest.fixture
def desk(browser, agent):
    return browser.sign_in(agent)


@pytest.fixture
def public(other_browser, proposal):
    """What a reader is answered for this picture, and whether the page of the envie shows it."""

    def read(picture):
        page = f"/envies/{proposal.number}"
        address = f"{page}/images/{picture.id}"
        found = other_browser.client.get(address).status_code
        small = other_browser.client.get(f"{address}/petite").status_code
        shown = f'src="{address}/petite"' in other_browser.client.get(page).get_data(as_text=True)
        assert found == small and shown == (found == 200)
        return shown

    return read


def decide(picture, event, by):
    operations.decide(reads.picture(picture.proposal_id, picture.id), event, by=at_work(by))


def at_work(person):
    """The member of the staff with their centres, as a request loads them."""
    found = db.select(User).where(User.id == person.id).options(selectinload(User.structures))
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def events(proposal):
    lines = db.select(JournalEntry.event).where(JournalEntry.proposal_id == proposal.id)
    return list(db.session.scalars(lines.order_by(JournalEntry.id)))


def test_the_public_sees_it_once_the_centre_published_it(desk, proposal, sent, public, other_browser):
    picture = sent(proposal)
    assert not public(picture)
    address = f"/equipe/envies/{proposal.number}/images"
    desk.get("/equipe/")
    assert desk.page.select_one(f'a[href="{address}"]'), "« Aujourd’hui » leads to it"
    desk.get(address)
    desk.submit("Oui, publier : Des bacs de fleurs.", to=address)
    assert public(picture)
    other_browser.get(f"/envies/{proposal.number}")
    image = other_browser.page.select_one(".shots img")
    assert (image["width"], image["height"], image["loading"]) == ("80", "60", "lazy")
    assert image["alt"] == "Des bacs de fleurs."
    desk.get("/equipe/")
    assert not desk.page.select_one(f'a[href="{address}"]')
    assert events(proposal)[-2:] == ["picture", "picture_show"]
    assert "photo_published" in db.session.scalars(db.select(AuditEntry.event)).all()
    desk.get(address)
    desk.submit("Oui, retirer : Des bacs de fleurs.", to=address)
    assert not public(picture)


@pytest.mark.parametrize("hidden_by", ["the centre", "its author", "a withdrawal"])
def test_it_is_gone_as_soon_as_its_envie_is(proposal, agent, sent, public, hidden_by):
    picture = sent(proposal)
    decide(picture, PictureEvent.SHOW, agent)
    assert public(picture)
    file, author = factories.reread(proposal), Person(proposal_id=proposal.id)
    if hidden_by == "the centre":
        moderation.decide(
            file, Decision.HIDE, by=at_work(agent), version=file.version, reason="Un nom y est écrit."
        )
    elif hidden_by == "its author":
        follow_up.choose_visibility(file, Visibility.PRIVATE, by=author)
    else:
        follow_up.withdraw(file, by=author)
    assert not public(picture)


def test_a_withdrawal_erases_rows_and_files(app, proposal, sent, centre, agent):
    gone = [sent(proposal), sent(proposal)]
    kept = sent(factories.published(centre, title="Autre", by=agent))
    follow_up.withdraw(factories.reread(proposal), by=Person(proposal_id=proposal.id))
    assert operations.forget(now()) == 2 and operations.forget(now()) == 0
    assert [one.id for one in the_pictures()] == [kept.id]
    assert all(not files.path_of(one.name, small).exists() for one in gone for small in (False, True))
    assert files.read_photo(kept.name)


@pytest.mark.parametrize("said", [None, Recognised.BLUR])
def test_unanswered_or_to_blur_it_is_not_published(desk, proposal, agent, sent, said):
    picture = sent(proposal, said)
    desk.get(f"/equipe/envies/{proposal.number}/images")
    assert "Avant de publier" in desk.text and "Oui, publier" not in desk.text
    with pytest.raises(InvalidTransition):
        decide(picture, PictureEvent.SHOW, agent)
    assert the_pictures()[0].state == "waiting"


def test_of_an_envie_that_stays_private_none_is_published(centre, agent, sent):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    picture = sent(proposal)
    with pytest.raises(InvalidTransition):
        decide(picture, PictureEvent.SHOW, agent)
    decide(picture, PictureEvent.KEEP, agent)
    assert the_pictures()[0].state == "kept"


def stripes(size=(800, 600)):
    """A picture whose every cell has sharp black and white lines."""
    image = Image.new("L", size, 255)
    for left in range(0, size[0], 20):
        image.paste(0, (left, 0, left + 10, size[1]))
    output = BytesIO()
    image.save(output, "PNG")
    return output.getvalue()


def contrast(name, box, small=False):
    """How far apart the extreme greys of a part of the kept picture are."""
    picture = Image.open(BytesIO(files.read_photo(name, small))).convert("L")
    scale = picture.width / 800
    low, high = picture.crop(tuple(round(side * scale) for side in box)).getextrema()
    return high - low


def test_the_ticked_cells_are_unreadable_and_the_first_picture_is_erased(desk, proposal, agent, sent, public):
    picture = sent(proposal, Recognised.BLUR, stripes())
    before = picture.name
    address = f"/equipe/envies/{proposal.number}/images/{picture.id}/flouter"
    desk.get(address)
    boxes = desk.page.select("[name=cells]")
    assert len(boxes) == 48 and "Ligne 2, case 3" in desk.text
    desk.post(address, {}, status=422)
    assert "Cochez au moins une case" in desk.text
    desk.post(address, {"cells": ["0", "9"]}, status=303, to=f"/equipe/envies/{proposal.number}/images")
    blurred = the_pictures()[0]
    assert blurred.name != before and blurred.blurred_at
    assert not any(files.path_of(before, small).exists() for small in (False, True))
    for small in (False, True):
        for hidden in ((10, 10, 90, 90), (110, 110, 190, 190)):
            assert contrast(blurred.name, hidden, small) < 90
        assert contrast(blurred.name, (310, 310, 390, 390), small) > 200
    decide(blurred, PictureEvent.SHOW, agent)
    assert public(blurred)


def test_cells_that_are_none_and_a_picture_that_changed_meanwhile(proposal, agent, sent, monkeypatch):
    assert cells(["3", "3", "48", "-1", "x", "0"], 800, 600) == [0, 3]
    assert grid(600, 800) == (6, 8) and grid(800, 800) == (8, 6)
    picture = sent(proposal, Recognised.BLUR, stripes())
    first = picture.name
    kept = files.keep_photo(stripes())
    monkeypatch.setattr(files, "keep_blurred", lambda *asked: kept)
    loaded = reads.picture(proposal.id, picture.id)
    with pytest.raises(OutOfDate):
        operations._or_not_at_all(kept.name, lambda: operations._blur(loaded, "another", kept.name, agent))
    assert the_pictures()[0].name == first and not files.path_of(kept.name).exists()


def test_blurring_the_largest_costs_little(app, photo):
    kept = files.keep_photo(photo((3200, 3200)))
    cost = spent(files.BLUR, files.read_photo(kept.name), "8", "6", *map(str, range(48)))
    assert cost.ended == 0 and cost.seconds <= 2 and cost.megabytes <= 120, cost


def test_a_broken_disk_is_said(desk, proposal, sent):
    picture = sent(proposal, Recognised.BLUR)
    files.path_of(picture.name).unlink()
    address = f"/equipe/envies/{proposal.number}/images/{picture.id}/flouter"
    desk.post(address, {"cells": ["1"]}, status=422)
    assert "Le site n’a pas pu garder la photo" in desk.text


def test_the_centre_corrects_what_it_shows_and_a_new_doubt_takes_it_back(desk, proposal, agent, sent, public):
    picture = sent(proposal, None)
    address = f"/equipe/envies/{proposal.number}/images/{picture.id}/description"
    desk.get(address)
    desk.submit("Enregistrer", alt="Un jardin.", recognised="adults_agreed")
    decide(picture, PictureEvent.SHOW, agent)
    assert public(picture) and the_pictures()[0].alt == "Un jardin."
    desk.get(address)
    desk.submit("Enregistrer", recognised="blur")
    assert not public(picture) and events(proposal)[-1] == "picture_hide"


def test_a_reader_reports_it_and_the_centre_is_led_to_it(desk, proposal, agent, sent, other_browser):
    picture = sent(proposal)
    decide(picture, PictureEvent.SHOW, agent)
    other_browser.get(f"/signaler/{proposal.number}")
    assert "Une image : Des bacs de fleurs." in other_browser.text
    other_browser.submit("Envoyer le signalement", part=f"picture-{picture.id}", kind="recognisable")
    desk.get("/equipe/signalements/")
    assert "Une image" in desk.text
    desk.get("/equipe/signalements/1")
    assert "Des bacs de fleurs." in desk.text
    assert desk.page.select_one(f'a[href="/equipe/envies/{proposal.number}/images"]')
    decide(picture, PictureEvent.HIDE, agent)
    desk.get("/equipe/signalements/1")
    assert "Ce n’est plus visible sur le site." in desk.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_however_many(desk, proposal, agent, sent, queries, count):
    for _ in range(count):
        decide(sent(proposal), PictureEvent.SHOW, agent)
    for address, most in ((f"/equipe/envies/{proposal.number}/images", 9), (f"/envies/{proposal.number}", 9)):
        queries.clear()
        desk.get(address)
        assert len(queries) <= most, queries
