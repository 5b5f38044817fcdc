"""What becomes of each commitment: decided by the coordination, compared and judged by everybody."""

from datetime import date

import pytest

from ctg_site.convention import draft_parts_operations as parts
from ctg_site.convention import drafting_operations as drafting
from ctg_site.convention import years_operations
from ctg_site.db import db
from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Role
from ctg_site.domain.renewal import Continuity
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.convention import Commitment, Convention, ConventionEntry, Theme
from ctg_site.models.renewal import ContinuityLine
from ctg_site.opinions import operations as opinions
from ctg_site.renewal import operations
from ctg_site.renewal import queries as reads
from ctg_site.renewal.operations import FateRefused, PartFate
from tests.agenda.makers import somebody
from tests.renewal.conftest import the
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock")
STAFF, PUBLIC = "/equipe/renouvellement/2022-2026/", "/conventions/2022-2026/suite"
C = Continuity


def commitment(number, period="2022-2026"):
    return db.session.scalar(db.select(Commitment).filter_by(number=number, convention_id=the(period).id))


def theme(code, period="2022-2026"):
    return db.session.scalar(db.select(Theme).filter_by(code=code, convention_id=the(period).id))


def decide(part, fate, into=None, why="", by=None):
    kind = "theme" if isinstance(part, Theme) else "engagement"
    said = PartFate(fate, into.id if into is not None else None, why)
    return operations.decide(the("2022-2026"), kind, part.id, said, by=by or somebody())


def add(code="JE"):
    words = drafting.CommitmentWords("Un lieu pour les jeunes", "Il vise un lieu.")
    return parts.add_commitment(theme(code, "2027-2031"), words, by=somebody())


def some_of_each():
    decide(commitment("JE1"), C.KEPT, commitment("JE1", "2027-2031"))
    decide(commitment("JE2"), C.CHANGED, commitment("JE1", "2027-2031"), "Les deux se font ensemble.")
    decide(commitment("JE3"), C.DROPPED, why="C’est fait.")
    decide(add(), C.NEW, why="Les jeunes le demandent.")
    decide(theme("JE"), C.KEPT, theme("JE", "2027-2031"))


def test_the_coordination_says_what_each_becomes(desk, new):
    desk.get(f"{STAFF}continuite")
    assert desk.text.count("Pas encore décidé") == 1 + 7 + 19
    assert "Seule la coordination lit ce tableau." in desk.text
    desk.get(f"{STAFF}engagement/{commitment('JE1').id}")
    desk.submit("Enregistrer", fate="kept", status=303)
    (line,) = db.session.scalars(db.select(ContinuityLine))
    assert line.new_commitment_id == commitment("JE1", "2027-2031").id, "the same number is suggested"
    desk.get(f"{STAFF}engagement/{commitment('JE2').id}")
    desk.submit("Enregistrer", fate="dropped", why="", status=422)
    assert "Dites pourquoi, en une phrase." in desk.text
    desk.submit("Enregistrer", fate="dropped", why="Ce lieu existe.", status=303)
    desk.get(f"{STAFF}theme/{theme('JE').id}")
    desk.submit("Enregistrer", fate="changed", goes_on_in="", why="Autrement.", status=422)
    assert "Choisissez dans quoi il continue." in desk.text
    desk.submit("Enregistrer", goes_on_in=str(theme("JE", "2027-2031").id), status=303)
    desk.follow()
    assert "C’est enregistré dans le tableau" in desk.text and desk.text.count("Pas encore décidé") == 1 + 24
    desk.get(f"{STAFF}engagement/{commitment('JE2').id}")
    desk.submit("Oui, effacer", status=303)
    assert len(db.session.scalars(db.select(ContinuityLine)).all()) == 2
    said = db.select(ConventionEntry.detail).filter_by(event=ConventionEvent.CONTINUITY)
    assert [flat(one) for one in db.session.scalars(said.order_by(ConventionEntry.id))] == [
        *("JE1 : Gardé", "JE2 : Abandonné", "JE : Changé", "JE2 : à décider")
    ]


def test_what_is_new_is_said_so_with_its_reason(desk, new):
    made = add()
    desk.get(f"{STAFF}continuite")
    assert "Un lieu pour les jeunes" in desk.text
    desk.get(f"{STAFF}engagement/{made.id}")
    desk.submit("Dire qu’il est nouveau", why="", status=422)
    desk.submit("Dire qu’il est nouveau", why="Les jeunes le demandent.", status=303)
    desk.get(f"{STAFF}engagement/{commitment('JE1').id}")
    desk.submit("Enregistrer", fate="kept", goes_on_in=str(made.id), status=422)
    assert "Celui-là est dit nouveau" in desk.text


@pytest.mark.parametrize(
    ("fate", "why"), [(C.CHANGED, ""), (C.DROPPED, ""), (C.NEW, "Parce que."), (C.KEPT, "")]
)
def test_what_cannot_be_said_is_refused(new, fate, why):
    with pytest.raises(FateRefused):
        decide(commitment("JE1"), fate, theme("JE") if fate is C.KEPT else None, why)
    assert not db.session.scalars(db.select(ContinuityLine)).all()


def sign():
    """The council has voted: what is only a draft comes into force for nobody."""
    coming = db.session.scalar(db.select(Convention).filter_by(period="2027-2031"))
    coming.source_reference = "délibération du 10 décembre"
    db.session.commit()


def test_it_is_the_coordination_alone_and_only_before_the_first_day(new):
    with pytest.raises(Forbidden):
        decide(commitment("JE3"), C.DROPPED, why="Non.", by=somebody(Role.AGENT))
    sign()
    years_operations.turn(date(2027, 1, 1))
    with pytest.raises(InvalidTransition):
        decide(commitment("JE3"), C.DROPPED, why="Trop tard.")


def test_nobody_reads_it_before_the_draft(browser, new):
    some_of_each()
    browser.get(PUBLIC, status=404)


def test_everybody_compares_once_the_draft_is_shown(browser, published):
    browser.get(PUBLIC, status=404)
    some_of_each()
    page = browser.get(PUBLIC)
    said = flat(browser.text)
    for words in (
        *("Gardé 1 engagement", "Changé 1 engagement", "Abandonné 1 engagement", "Nouveau 1 engagement"),
        *("Les deux se font ensemble.", "C’est fait.", "Les jeunes le demandent.", "Un lieu pour les jeunes"),
    ):
        assert words in said, words
    assert said.count("Pas encore décidé") == 6 + 16
    assert page.select_one('a[href="/conventions/2027-2031/engagements/JE1"]')
    sign()
    years_operations.turn(date(2027, 1, 1))
    browser.get(PUBLIC)
    assert "Ceci est un projet" not in browser.text and "Les deux se font ensemble." in flat(browser.text)


def test_people_say_what_they_think_and_read_the_answer(browser, published):
    some_of_each()
    browser.get(PUBLIC)
    browser.submit("Utile : JE4", status=303)
    target = commitment("JE4", "2027-2031")
    opinions.answer(target, "Merci : il ouvrira.", by=somebody(), version=0)
    browser.get(PUBLIC)
    assert (
        "Merci : il ouvrira." in flat(browser.text)
        and reads.reactions([target])[target.id].counts.useful == 1
    )
    browser.click("Écrire un commentaire : JE3")
    assert "JE3" in browser.text


def test_it_costs_the_same_whatever_is_decided(browser, published, queries):
    some_of_each()
    queries.clear()
    browser.get(PUBLIC)
    few = len(queries)
    for number in ("PE1", "PA1", "AVS1", "AVS2", "NUM1", "NUM2", "CV1", "CV2", "TR1", "TR2"):
        decide(commitment(number), C.KEPT, commitment(number, "2027-2031"))
    queries.clear()
    browser.get(PUBLIC)
    assert few == len(queries)
