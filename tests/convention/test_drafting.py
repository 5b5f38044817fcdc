"""The next convention is begun from the one of today, and its plain words are written again."""

from datetime import date

import pytest

from ctg_site.convention import amendment_operations as amendments
from ctg_site.convention import draft_parts_operations as parts
from ctg_site.convention import drafting_operations as drafting
from ctg_site.convention import operations
from ctg_site.convention import years_operations as years
from ctg_site.convention.amendment_operations import AmendmentSaid
from ctg_site.convention.nodes import ConventionFileError
from ctg_site.db import db
from ctg_site.domain.conventions import ConventionEvent, ConventionState
from ctg_site.domain.policy import Role
from ctg_site.domain.renewal import DraftFault
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.convention import Commitment, Convention, ConventionEntry, Theme
from ctg_site.services.clock import today as clock_today
from ctg_site.words.renewal import REFUSED
from tests import factories
from tests.agenda.makers import somebody
from tests.lens import document, load_lens, load_next, next_document
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "first")
LAST = date(2031, 12, 31)
NEW = "/conventions/2027-2031/"


@pytest.fixture
def first():
    return load_lens()


@pytest.fixture
def desk(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def the(period="2022-2026"):
    db.session.expire_all()
    return db.session.scalar(db.select(Convention).filter_by(period=period))


def drafted(number="JE1"):
    of = db.select(Commitment).join(Convention, Convention.id == Commitment.convention_id)
    found = of.where(Convention.period == "2027-2031", Commitment.number == number)
    return db.session.scalar(found.execution_options(populate_existing=True))


def begin(last_day=LAST, by=None):
    return drafting.start_over(the(), last_day, by=by or somebody())


def test_the_next_one_begins_with_the_plain_words_of_today(desk, other_browser):
    desk.get("/equipe/conventions/2022-2026")
    desk.click("Repartir de la convention en cours pour écrire la prochaine")
    desk.submit("Commencer la prochaine convention", last_day="2031-12-31")
    desk.follow()
    assert "La prochaine convention est commencée." in desk.text
    made = the("2027-2031")
    assert (made.starts_on, made.ends_on, made.state) == (date(2027, 1, 1), LAST, ConventionState.PREPARED)
    assert not made.has_act and not made.is_current
    same = db.select(Commitment.number, Commitment.plain_title, Commitment.plain_text, Commitment.position)
    old, new = (
        db.session.execute(same.filter_by(convention_id=one).order_by(Commitment.number)).all()
        for one in (the().id, made.id)
    )
    assert old == new and len(new) == 19
    assert set(db.session.scalars(db.select(Commitment.official_text).filter_by(convention_id=made.id))) == {
        ""
    }
    other_browser.get(NEW, status=404)
    desk.get("/equipe/conventions/2022-2026")
    assert "Repartir de la convention" not in desk.text, "there is one already"


def test_once_shown_it_says_that_nothing_is_signed(desk, other_browser):
    begin()
    desk.get("/equipe/conventions/2027-2031")
    desk.submit("Oui, publier")
    for page in (NEW, f"{NEW}jeunesse/", f"{NEW}engagements/JE1"):
        other_browser.get(page)
        assert "Ceci est un projet." in other_browser.text
        assert "acte n°" not in flat(other_browser.text) and "Il a 0 étape" not in flat(other_browser.text)
    other_browser.get(NEW)
    assert "rien n’est signé" in flat(other_browser.text) and "préfecture" not in other_browser.text


def test_its_words_are_written_again_while_it_is_coming(desk):
    begin()
    desk.get("/equipe/conventions/2027-2031/mots")
    desk.get(f"/equipe/conventions/mots/engagements/{drafted().id}")
    desk.submit("Enregistrer ces mots", title="Un titre neuf", text="Une ligne.\nUne autre.", status=303)
    assert (drafted().plain_title, drafted().plain_text) == ("Un titre neuf", "Une ligne.\nUne autre.")
    before = db.session.scalar(
        db.select(Commitment.plain_title).filter_by(number="JE1", convention_id=the().id)
    )
    assert before != "Un titre neuf"
    theme = db.session.scalar(db.select(Theme).filter_by(convention_id=the("2027-2031").id, code="JE"))
    desk.get(f"/equipe/conventions/mots/themes/{theme.id}")
    desk.submit("Enregistrer ces mots", name="", status=422)
    assert "Donnez un nom au thème." in desk.text
    desk.submit("Enregistrer ces mots", name="Les jeunes", status=303)
    desk.get(f"/equipe/conventions/mots/themes/{theme.id}/ajouter")
    desk.submit("Ajouter cet engagement", title="Un de plus", text="Il vise cela.", status=303)
    assert drafted("JE4").theme_id == theme.id and drafted("JE4").position > drafted("JE3").position
    desk.get(f"/equipe/conventions/mots/engagements/{drafted('JE4').id}")
    desk.click("Retirer cet engagement du projet")
    assert "Rien de la convention d’avant ne s’arrête avec lui." in desk.text
    desk.submit("Retirer du projet", status=303)
    assert drafted("JE4") is None
    said = db.session.scalars(
        db.select(ConventionEntry.event).filter_by(convention_id=the("2027-2031").id)
    ).all()
    assert said.count(ConventionEvent.REWRITTEN) == 4 and said[0] == ConventionEvent.DRAFTED


@pytest.mark.parametrize(
    ("last_day", "fault"),
    [
        (date(2026, 12, 31), DraftFault.ENDS_BEFORE),
        (date(2037, 1, 1), DraftFault.TOO_LONG),
    ],
)
def test_impossible_days_are_refused_in_words(desk, last_day, fault):
    desk.get("/equipe/conventions/2022-2026/repartir")
    desk.submit("Commencer la prochaine convention", last_day=last_day.isoformat(), status=422)
    assert flat(REFUSED[fault].format(first="1er janvier 2027")) in flat(desk.text)
    assert the("2027-2031") is None


def test_a_second_one_waits_for_the_first(desk):
    desk.get("/equipe/conventions/2022-2026/repartir")
    load_next(begun=False)
    desk.submit("Commencer la prochaine convention", last_day="2031-12-31", status=422)
    assert flat(REFUSED[DraftFault.ALREADY]) in flat(desk.text)


def test_it_is_the_coordination_alone_and_never_what_has_begun():
    with pytest.raises(Forbidden):
        begin(by=somebody(Role.AGENT))
    old = db.session.scalar(db.select(Commitment).filter_by(number="JE1"))
    with pytest.raises(InvalidTransition):
        drafting.rewrite_commitment(old, drafting.CommitmentWords("Autre", "Chose"), by=somebody())
    load_next(begun=False)
    with pytest.raises(InvalidTransition):
        parts.drop(drafted(), "Fini.", by=somebody())


def test_a_draft_lets_the_convention_of_today_be_prolonged_and_begins_after_it(clock):
    begin()
    said = AmendmentSaid(date(2026, 11, 20), "avenant n° 1", new_end=date(2027, 12, 31))
    amendments.amend(the(), said, by=somebody())
    assert the("2027-2031").starts_on == date(2028, 1, 1)
    clock.move_to(at(date(2028, 1, 2)))
    years.turn_if_due(clock_today())
    assert the("2027-2031").state is ConventionState.PREPARED, "nobody signed it: it is in force for nobody"
    assert the().is_current, "the short addresses lead to what was signed"


def test_the_act_takes_the_place_of_the_draft():
    begin()
    with pytest.raises(ConventionFileError) as refused:
        operations.load_convention(next_document())
    assert "il manque le thème NUM" in str(refused.value), "a theme of the draft is not forgotten"
    operations.load_convention(next_document(themes=document().themes))
    assert the("2027-2031").has_act and drafted().official_text
    with pytest.raises(InvalidTransition):
        theme = db.session.scalar(db.select(Theme).filter_by(convention_id=the("2027-2031").id, code="JE"))
        parts.add_commitment(theme, drafting.CommitmentWords("Un", "Deux"), by=somebody())
