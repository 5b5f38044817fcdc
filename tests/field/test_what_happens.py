"""What people of other tools ran into with links, files, double sendings, calendars: here it holds.

Each test bears the number of its case, P01 to P32, in the list of the field review. What is measured
elsewhere is run from there under its number.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from ctg_site.db import db, now
from ctg_site.effects import files
from ctg_site.models.proposals import Draft, Proposal
from ctg_site.models.subscriptions import Subscription
from ctg_site.web.photo_fields import PHOTO_FAULTS
from tests import factories
from tests.accompaniment.test_photos import opened
from tests.actions.test_hostile_sheets import AS_PEOPLE_WRITE
from tests.agenda.makers import meeting
from tests.agenda.test_calendar import feed  # noqa: F401 -- a fixture
from tests.agenda.test_calendar import (  # noqa: F401
    test_a_series_keeps_its_hour_across_the_seasons as test_p25_a_series_keeps_its_hour,
)
from tests.agenda.test_letters import letters  # noqa: F401 -- a fixture
from tests.agenda.test_letters import (  # noqa: F401
    test_a_place_comes_with_its_event_and_a_subject_that_is_found_again as test_p27_a_letter_is_recognised,
)
from tests.agenda.test_telling import expected  # noqa: F401 -- a fixture
from tests.agenda.test_telling import (  # noqa: F401
    test_cancelled_by_mistake_and_restored_at_once_nobody_is_told as test_p24_restored_at_once_is_not_told,
)
from tests.agenda.test_telling import (  # noqa: F401
    test_restored_once_the_letter_left_is_told as test_p24_restored_once_the_letter_left_is_told,
)
from tests.consultations.test_exports import keeper, made  # noqa: F401 -- fixtures
from tests.consultations.test_exports import (  # noqa: F401
    test_the_csv_opens_in_a_french_spreadsheet as test_p16_the_csv_opens_in_a_french_spreadsheet,
)
from tests.submission.saying import FORM, answer, send, write
from tests.subscriptions import makers
from tests.subscriptions.makers import asked, envie, followed, link, moved, thing
from tests.subscriptions.test_digest import week  # noqa: F401 -- a fixture
from tests.web.test_errors import (  # noqa: F401
    test_refused_cookies_are_told_on_the_second_failure as test_p29_refused_cookies_are_named,
)


def confirmed():
    return db.session.scalar(db.select(Subscription.confirmed_at))


@pytest.mark.parametrize("method", ["HEAD", "GET", "OPTIONS"])
def test_p01_a_scanner_that_opens_a_link_confirms_nothing(browser, method):
    asked(thing(envie()))
    db.session.commit()
    browser.client.open(link(), method=method)
    db.session.expire_all()
    assert confirmed() is None


def test_p02_looking_stops_nothing_and_one_click_does(browser):
    followed(thing(envie()))
    browser.get(f"{link()}/arreter")
    assert confirmed() is not None
    address = f"{link()}/arreter"
    for _ in range(2):
        sent = browser.client.post(address, data={"List-Unsubscribe": "One-Click"}, headers={"Cookie": ""})
        assert sent.status_code == 200
    db.session.expire_all()
    assert confirmed() is None


def test_p03_a_link_opened_again_shows_what_is_followed(browser):
    followed(thing(envie(title="Un verger")))
    for _ in range(2):
        browser.get(link())
        assert "Un verger" in browser.text


def pictured(size, **more):
    output = BytesIO()
    Image.new("L", size, 128).save(output, "JPEG", quality=30, **more)
    return output.getvalue()


def test_p17_the_photos_of_some_telephones_are_told_how_to_change():
    said = PHOTO_FAULTS["heic"]
    assert "e-mail" in said and "Réglages, Appareil photo, Formats" in said


def test_p18_a_photo_that_lies_on_its_side_is_turned(app):
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = files.keep_photo(pictured((90, 60), exif=exif.tobytes()))
    assert opened(kept).size == (60, 90)


@pytest.mark.parametrize("size", [(8160, 6144), (12000, 9000)], ids=["50-MP", "108-MP"])
def test_p19_a_photo_of_a_good_telephone_is_taken(app, size):
    assert max(opened(files.keep_photo(pictured(size))).size) == 1600


def test_p20_back_and_sent_again_is_the_same_envie(browser):
    write(browser)
    answer(browser, way="visit")
    page, address = browser.page, browser.url
    send(browser)
    number = db.session.scalars(db.select(Proposal.id)).one()
    browser.page, browser.url = page, address
    send(browser)
    assert db.session.scalars(db.select(Proposal.id)).all() == [number]
    assert f"Envie n° {number}" in browser.text.replace("\u00a0", " ")


def test_p21_a_form_begun_again_is_one_draft(browser):
    browser.get(FORM)
    browser.submit("Continuer", text="Un jardin")
    for _ in range(3):
        browser.get(FORM)
        browser.submit("Reprendre")
    assert db.session.scalar(db.select(db.func.count(Draft.created_at))) == 1


def test_p22_the_second_of_two_moderators_keeps_what_was_written(browser, other_browser):
    centre = factories.centre()
    proposal = factories.proposal(centre)
    for person in (browser, other_browser):
        person.sign_in(factories.staff("agent", centre))
        person.get(f"/equipe/envies/{proposal.number}")
    other_browser.submit("Enregistrer la décision", decision_event="keep_private")
    why = "Pour relire ensemble."
    browser.submit("Enregistrer la décision", decision_event="ask_detail", decision_reason=why, status=409)
    assert why in browser.text


def test_p23_no_news_no_letter_and_what_went_and_came_back_is_said_once(week, clock):  # noqa: F811
    proposal = envie()
    followed(thing(proposal))
    assert week() == []
    clock.shift(timedelta(hours=1))
    moved(proposal)
    (mail,) = week(7)
    assert mail.count("étape") == 1 and week() == []


def test_p26_a_meeting_that_goes_on_is_still_announced(browser, clock):
    held = meeting(title="Café du quartier")
    held.starts_at, held.ends_at = now() - timedelta(hours=1), now() + timedelta(hours=1)
    db.session.commit()
    browser.get("/agenda/")
    assert "Café du quartier" in browser.text


@pytest.mark.parametrize(("read", "cell", "meant"), AS_PEOPLE_WRITE)
def test_p30_a_cell_is_read_as_people_write_it(read, cell, meant):
    assert read(cell) == meant


@pytest.mark.parametrize("address", ["josé@example.org", "名@example.org"])
def test_p31_an_address_that_no_relay_takes_is_said_at_once(browser, address):
    browser.get(f"/envies/{makers.envie().number}")
    browser.click("Être prévenu par e-mail")
    browser.submit("Me prévenir", email=address, status=422)
    assert "sans accent avant le @" in browser.text
