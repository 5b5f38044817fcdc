"""What no page sends, and a forged or unlucky request does: spaces alone, a field left out, a step gone."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional

from ctg_site.db import db
from ctg_site.desk import operations as desk
from ctg_site.domain.answers import Answers
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.desk import DeskEntry
from ctg_site.models.meetings import Registration
from ctg_site.models.places import District
from ctg_site.models.proposals import Draft
from ctg_site.submission import operations as submission
from ctg_site.web.forms import BaseForm, CountField, choices, clean
from tests import factories
from tests.agenda.test_places import open_meeting

BLANKS = ("", " ", "\t", "\n \r", "\u00a0", "\u2003\t")


class AnyForm(BaseForm):
    way = RadioField("", [Optional()], choices=choices({"phone": "Phone"}), default="", coerce=str)
    place = SelectField("", [Optional()], choices=choices({"": "None", "here": "Here"}))
    many = SelectMultipleField("", [Optional()], choices=choices({"1": "One", "2": "Two"}))
    words = StringField("", [Optional()])
    count = CountField("", [Optional()])


@pytest.mark.parametrize("blank", BLANKS)
def test_spaces_alone_choose_nothing_and_let_nothing_by(blank):
    form = AnyForm(MultiDict([(name, blank) for name in ("way", "place", "many", "words", "count")]))
    assert form.validate(), form.errors
    assert (form.way.data, form.place.data, form.many.data) == ("", "", [])
    assert (form.words.data, form.count.data) == ("", None)
    for name in ("way", "many", "place"):
        form = AnyForm(MultiDict([(name, blank), (name, "forged")]))
        assert not form.validate() or form[name].data in ("", []), name


def test_what_is_left_out_is_an_empty_text_and_no_number():
    form = AnyForm(MultiDict({"other": "x"}))
    assert form.validate() and form.words.data == "" and form.count.data is None


def test_a_text_holds_no_control_sign():
    assert clean(" a\x00b\x08c\x1b[31m\x7f\x85\ufffe\U0001ffff\r\nd\te\x0b ") == "abc[31m\nd\te"
    assert clean("Noé 😀 عربي ½ œ") == "Noé 😀 عربي ½ œ"


@pytest.mark.parametrize("blank", BLANKS)
def test_a_way_that_is_white_is_no_way(browser, blank):
    browser.get(f"/inscription/{open_meeting().number}")
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    key = browser.page.select_one("input[name=key]")["value"]
    sent = {"way": blank, "is_child": blank, "seats": "1", "key": key, "csrf_token": token}
    browser.post("/inscription/1", sent, to="/inscription/recu")
    assert db.session.scalar(db.select(Registration.way)) is None


def test_a_draft_without_words_is_compared_with_nothing(browser):
    browser.get("/envies/proposer")
    browser.post("/envies/proposer/envie", {"talk": "y"}, to="/envies/proposer/parler")
    browser.get("/envies/proposer/semblables", status=303)


def test_a_draft_of_yesterday_that_holds_no_words_is_read(browser):
    browser.get("/envies/proposer")
    browser.post("/envies/proposer/envie", {"talk": "y"}, to="/envies/proposer/parler")
    draft = db.session.scalars(db.select(Draft)).one()
    draft.answers = draft.answers | {"text": None}
    db.session.commit()
    browser.get("/envies/proposer/semblables", status=303)
    browser.get("/envies/proposer")
    browser.submit("Reprendre")
    browser.follow()
    browser.submit("Continuer", way="visit")
    browser.follow()
    browser.submit("Envoyer mon envie", to="/envies/proposer/recu")


@pytest.mark.parametrize("fault", [submission.NoDraft, submission.AlreadySent])
def test_what_another_tab_erased_or_sent_is_told(browser, monkeypatch, fault):
    def fails(*args, **kwargs):
        raise fault

    browser.get("/envies/proposer")
    monkeypatch.setattr(submission, "keep", fails)
    erased = fault is submission.NoDraft
    browser.submit(
        "Continuer", text="Un jardin partagé", to="/envies/proposer" if erased else "/envies/proposer/recu"
    )
    if erased:
        browser.follow()
        assert "Cette envie n’est plus là" in browser.text


def test_a_draft_erased_while_it_is_sent(app):
    with pytest.raises(submission.NoDraft):
        submission.submit("no such key", None)


def test_a_row_erased_since_it_was_read_is_told(app):
    entry = desk.begin(Answers(channel=Channel.PHONE), by=factories.staff("agent", factories.centre()))
    with db.engine.execution_options(ctg_writes=True).begin() as other:
        other.execute(db.delete(DeskEntry))
    with pytest.raises(StaleDataError):
        desk.erase(entry)


def test_a_name_taken_meanwhile_is_told_and_a_fault_of_ours_is_none(app, browser, monkeypatch):
    factories.district(slug="cite-12")

    def twice(*args):
        db.session.execute(insert(District).values(slug="cite-12", name="Cité 12", version=1))

    def ours(*args):
        db.session.execute(text("INSERT INTO district (slug, name) VALUES (NULL, 'x')"))

    browser.get("/envies/proposer")
    with monkeypatch.context() as broken:
        broken.setattr(submission, "keep", twice)
        browser.submit("Continuer", text="Un jardin partagé au pied de l’immeuble, avec un banc", status=409)
        assert "avec un banc" in browser.page.select_one("textarea").text
        broken.setattr(submission, "keep", ours)
        with pytest.raises(IntegrityError):
            browser.get("/envies/proposer")
            browser.submit("Continuer", text="Un jardin partagé")
