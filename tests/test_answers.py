"""What a form asks is kept, shown before it is sent, and shown to the centre: every field, by real pages."""

import pytest

from ctg_site.db import db
from ctg_site.domain.answers import (
    AFTER_SENDING,
    ASKED,
    BEFORE_SENDING,
    DEFAULTS,
    LINKS,
    Answers,
    FormPart,
    OfChild,
    Shape,
)
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AgeBand, Channel, ContactWay, ProposerKind, Visibility
from ctg_site.filing import answers_of
from ctg_site.models.proposals import Contact, Draft
from ctg_site.moderation.queries import file
from ctg_site.web.contact_fields import DETAIL_OF
from ctg_site.words.answer_lines import choices
from ctg_site.words.answers import ANSWERS
from ctg_site.words.asking import Voice
from tests import factories
from tests.agenda.test_places import open_meeting
from tests.typography import flat

#: What a field is answered when its shape does not say: the others take a word of their own by themselves.
TYPED = {
    "phone": "06 39 98 00 41",
    "email": "canari@example.org",
    "age_band": AgeBand.ADULT,
    "visibility": Visibility.WITHOUT_NAME,
    "channel": Channel.STREET,
    "proposer_kind": ProposerKind.ASSOCIATION,
}
#: What the page of the file says in a sentence of its own.
SAID_APART = {"talk": ["Elle préfère en parler."]}
WAYS = [way for way in ContactWay if way is not ContactWay.SMS]


def typed(way):
    """An answer of its own for each field; of the details, only the one that this way needs."""
    meeting = open_meeting(takes_registrations=False)
    places = {
        "district": factories.district(name="Quartier du Canari"),
        "structure": factories.centre(name="Centre du Canari"),
    }
    found = {"way": way, "meeting": meeting.id} | {name: place.slug for name, place in places.items()}
    for name, asked in ASKED.items():
        if name in {"phone", "email", "address"} and name != DETAIL_OF.get(way):
            continue
        found.setdefault(name, TYPED.get(name) or of_shape(name, asked))
    return Answers(**found), {place.slug: place.name for place in places.values()}


def of_shape(name, asked):
    if asked.shape is Shape.YES:
        return True
    if asked.shape is Shape.ONE:
        return list(asked.among)[-1]
    if asked.shape is Shape.SEVERAL:
        return tuple(asked.among)[:2]
    return f"Canari {name}"


def sent(answers, *parts):
    """As a browser sends the fields of these screens."""
    return {
        name: value for name, value in answers.plain().items() if ASKED[name].part in parts and value != ""
    }


def shown(name, answers, voice, places):
    """The words that a page says of this answer."""
    value, shape = getattr(answers, name), ASKED[name].shape
    owner = ANSWERS[name].beside or name
    reading = ANSWERS[owner].read.get(voice)
    own = reading.choices if reading and owner == name else None
    if shape is Shape.PLACE:
        return [places[value]]
    if ASKED[name].among:
        several = value if isinstance(value, tuple) else (value,)
        return [choices(name, own)[one] for one in several]
    if shape is Shape.YES:
        return list(reading.choices.values()) if reading else SAID_APART[name]
    return [f"{reading.label} {value}" if shape is Shape.MEETING else value]


def assert_shown(browser, answers, voice, places, door, parts=tuple(FormPart)):
    page = flat(browser.page.get_text(" ")).lower()
    for name in fields_of(door):
        if getattr(answers, name) in {None, ""} or ASKED[name].part not in parts:
            continue
        for words in shown(name, answers, voice, places):
            assert flat(words).lower() in page, f"{name}: {words!r} was typed, and this page does not show it"


def fields_of(door):
    return [name for name in ASKED if getattr(ANSWERS[name], door)]


def by_the_screens(browser, answers):
    """A resident, screen after screen, until the check page."""
    browser.get("/envies/proposer")
    browser.submit("Je préfère en parler", text=answers.text, age_band=answers.age_band)
    browser.get("/envies/proposer/contact")
    browser.submit("Continuer", **sent(answers, FormPart.CONTACT))
    browser.follow()


def what_helps(browser, answers):
    """Once it is sent: one screen leads to the next, then to the receipt, where nothing is left to say."""
    browser.follow()
    browser.click("Dire où, et avec qui")
    for part in AFTER_SENDING:
        browser.submit("Enregistrer", **sent(answers, part))
        browser.follow()
    assert browser.url.endswith("/recu") and browser.text.count("c’est noté") == len(AFTER_SENDING)


def at_the_desk(browser, answers):
    """Somebody of the centre, who types for a person, until the check page."""
    browser.sign_in(factories.staff(Role.COORDINATOR))
    browser.get(f"/equipe/saisie?rencontre={answers.meeting}")
    browser.submit("Relire avec la personne", **sent(answers, *FormPart))
    browser.follow()


WALKS = {"site": (by_the_screens, Voice.SITE), "desk": (at_the_desk, Voice.DESK)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("door", WALKS)
def test_asked_is_kept_shown_before_sending_and_shown_to_the_centre(browser, other_browser, door, way):
    walk, voice = WALKS[door]
    answers, places = typed(way)
    walk(browser, answers)
    assert_shown(browser, answers, voice, places, door, BEFORE_SENDING if door == "site" else tuple(FormPart))
    if door == "site":
        browser.submit("Envoyer mon envie")
        what_helps(browser, answers)
    else:
        browser.submit("Enregistrer l’envie", read_back=True, agrees=True)
    proposal = file(1)
    kept = answers_of(proposal, proposal.contact)
    for name in fields_of(door):
        assert getattr(kept, name) == getattr(answers, name), f"{name} was typed, and is not kept"
    other_browser.sign_in(factories.staff(Role.AGENT, proposal.structure))
    other_browser.get("/equipe/envies/1")
    if DETAIL_OF.get(way):
        assert getattr(answers, DETAIL_OF[way]) not in other_browser.text, "it is opened first, and noted"
    other_browser.submit("Voir les coordonnées")
    other_browser.follow()
    assert_shown(other_browser, answers, Voice.FILE, places, door)


def test_of_a_child_every_answer_that_a_child_does_not_give_is_forgotten():
    answers, _ = typed(ContactWay.PHONE)
    child = answers.changed(age_band="under_15", visibility="first_name")
    for name, asked in ASKED.items():
        if asked.of_child is not OfChild.GIVEN:
            assert getattr(child, name) == DEFAULTS[name], f"{name} of a child is kept"
        elif name != "age_band":
            assert getattr(child, name) == getattr(answers, name)
    assert all(asked.of_child is OfChild.NEVER for asked in ASKED.values() if asked.in_contact)


def test_what_a_form_asks_and_nobody_keeps_is_refused():
    with pytest.raises(TypeError, match="mood"):
        Answers().changed(mood="good")


@pytest.mark.parametrize("way", WAYS)
def test_answers_come_back_from_a_draft_as_they_went(way):
    answers, _ = typed(way)
    assert Answers.read(answers.plain()) == answers


@pytest.mark.parametrize(
    "kept",
    [{}, {"gone_since": "yes"}, dict.fromkeys(ASKED), dict.fromkeys(ASKED, 7.5), dict.fromkeys(ASKED, ["?"])],
    ids=("empty", "unknown", "none", "number", "list"),
)
def test_a_draft_begun_before_an_update_is_taken_up(browser, kept):
    browser.get("/envies/proposer")
    browser.submit("Continuer", text="Un jardin partagé")
    draft = db.session.scalars(db.select(Draft)).one()
    draft.answers = kept | {"done": draft.answers["done"]}
    db.session.commit()
    browser.get("/envies/proposer")
    browser.submit("Reprendre")
    browser.follow()
    browser.submit("Continuer", way="visit")
    browser.follow()
    browser.submit("Envoyer mon envie", to="/envies/proposer/recu")


def test_each_answer_has_its_column_in_the_table_that_its_readers_open():
    proposal = factories.proposal()
    for name, asked in ASKED.items():
        table = Contact.__table__ if asked.in_contact else type(proposal).__table__
        column = f"{name}_id" if asked.shape in LINKS else asked.column or name
        assert column in table.c, f"{name}: make the column {column} of {table.name}, with its migration"
