"""An avenant prolongs a convention in three answers; its texts stand on one page, with their versions."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from ctg_site.convention import amendment_operations, operations, queries, years_operations, years_queries
from ctg_site.convention.reader import LENS
from ctg_site.db import db
from ctg_site.domain.conventions import AmendmentFault, ConventionState
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.effects import documents
from ctg_site.models.convention import Convention, ConventionEntry
from ctg_site.models.years import Amendment, DocumentVersion
from ctg_site.words.years import REFUSED
from tests import factories
from tests.agenda.makers import PDF, somebody
from tests.lens import load_next, next_document
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "first")
PAGE, PUBLIC = "/equipe/conventions/2022-2026", "/conventions/2022-2026/"
THREE = {"signed_on": "2026-12-10", "reference": "062-2026-A", "new_end": "2027-12-31"}


@pytest.fixture
def own_folder(app, monkeypatch, tmp_path):
    monkeypatch.setattr(documents, "path_of", lambda name: tmp_path / f"{name}.pdf")
    return tmp_path


def the(period="2022-2026"):
    db.session.expire_all()
    return db.session.scalar(db.select(Convention).filter_by(period=period))


def amend(new_end=date(2027, 12, 31), reference="A", signed_on=date(2026, 11, 10), what="", by=None):
    said = amendment_operations.AmendmentSaid(signed_on, reference, new_end, what)
    return amendment_operations.amend(the(), said, by=by or somebody())


def test_three_answers_prolong_it_everywhere_its_end_is_said(desk, other_browser, clock):
    desk.get(PAGE)
    desk.submit("Enregistrer cet avenant", **THREE)
    desk.follow()
    assert "L’avenant est enregistré." in desk.text and "acte n° 062-2026-A" in flat(desk.text)
    assert the().last_day == date(2027, 12, 31) and the().ends_on == date(2026, 12, 31)
    for page in (PUBLIC, "/conventions/", f"{PUBLIC}documents/"):
        other_browser.get(page)
        assert "prolongée jusqu’au 31 décembre 2027" in flat(other_browser.text), page
    clock.move_to(datetime(2027, 1, 15, 9, tzinfo=UTC))
    assert years_operations.turn(date(2027, 1, 15)) == []
    other_browser.get("/convention/", status=302, to=PUBLIC)
    other_browser.get(PUBLIC)
    assert "Il reste 350 jours" in flat(other_browser.text)
    years_operations.turn(date(2028, 1, 1))
    assert the().state is ConventionState.ENDED


def test_an_avenant_may_change_something_else_than_the_end(desk, other_browser):
    desk.get(PAGE)
    desk.submit("Enregistrer cet avenant", **THREE | {"new_end": "", "what": "Une association signe aussi."})
    assert the().last_day == date(2026, 12, 31)
    other_browser.get(f"{PUBLIC}documents/")
    assert "Une association signe aussi." in other_browser.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"new_end": "2026-06-30"}, "choisissez un jour après le 31 décembre 2026"),
        ({"new_end": "2026-12-31"}, "choisissez un jour après le 31 décembre 2026"),
        ({"new_end": "2040-12-31"}, "pas plus de dix ans"),
        ({"new_end": "", "what": ""}, "Donnez la nouvelle fin"),
        ({"signed_on": "2028-02-01"}, "L’acte est signé après la fin"),
        ({"signed_on": "2016-12-10"}, "plus ancien que la convention"),
        ({"signed_on": ""}, "Choisissez la date de l’acte"),
        ({"signed_on": "31/02/2026"}, "Écrivez une date"),
        ({"reference": " "}, "Écrivez la référence"),
        ({"reference": "deja"}, "déjà enregistré"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_kept_to_be_corrected(desk, wrong, said):
    amend(None, reference="deja", what="Un premier changement.")
    desk.get(PAGE)
    desk.submit("Enregistrer cet avenant", status=422, **THREE | {"what": ""} | wrong)
    assert said in flat(desk.text)
    assert the().last_day == date(2026, 12, 31)
    assert db.session.scalar(db.select(db.func.count(Amendment.id))) == 1


def test_it_never_runs_into_the_next_convention(desk):
    load_next(begun=False)
    desk.get(PAGE)
    desk.submit("Enregistrer cet avenant", status=422, **THREE)
    assert "La convention 2027-2031 commence avant ce jour" in flat(desk.text)


def test_the_next_one_never_begins_before_a_prolonged_end():
    amend()
    with pytest.raises(operations.ConventionFileError, match="ne se chevauchent pas"):
        load_next(begun=False)
    made = operations.load_convention(next_document(period="2028-2031", starts_on=date(2028, 1, 1)))
    assert made.state is ConventionState.PREPARED


def test_one_prolonged_after_its_end_takes_up_again(clock):
    clock.move_to(datetime(2027, 2, 1, 9, tzinfo=UTC))
    years_operations.turn(date(2027, 2, 1))
    assert the().state is ConventionState.ENDED
    amend(signed_on=date(2027, 1, 30))
    assert the().state is ConventionState.IN_FORCE
    rows = db.session.scalars(db.select(ConventionEntry.event).order_by(ConventionEntry.id))
    assert list(rows) == ["loaded", "begin", "end", "amended", "resume"]


def test_the_last_one_may_be_taken_back_and_no_other(desk):
    before, last = amend(), amend(date(2028, 12, 31), reference="B")
    with pytest.raises(InvalidTransition):
        amendment_operations.take_back(before, the(), by=somebody())
    desk.get(PAGE)
    desk.submit(f'form[action$="/avenants/{last.id}/effacer"]')
    assert the().last_day == date(2027, 12, 31)
    assert [one.reference for one in years_queries.amendments(the())] == ["A"]


def test_it_is_the_coordinations_alone(browser):
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(PAGE, status=403)
    with pytest.raises(Forbidden):
        amend(by=somebody(Role.AGENT))
    assert the().prolonged_to is None


def test_a_fault_has_its_sentence():
    assert set(REFUSED) == set(AmendmentFault)


def send(desk, address, status=303, content=PDF, **values):
    """A page first, whose token is sent with the document."""
    token = desk.page.select_one("[name=csrf_token]")["value"]
    form = {"csrf_token": token, "document": (BytesIO(content), "x.pdf")} | values
    desk.post(address, form, status=status)
    desk.response.request.environ["wsgi.input"].close()


def test_the_texts_stand_on_one_page_with_their_versions(desk, other_browser, own_folder):
    desk.get(PAGE)
    send(desk, f"{PAGE}/documents", kind="annex", title="Le diagnostic de 2022")
    desk.get(PAGE)
    send(desk, f"{PAGE}/documents", kind="signed", title="La convention signée")
    desk.get(PAGE)
    desk.click("Remplacer : La convention signée")
    send(desk, desk.url)
    versions = list(db.session.scalars(db.select(DocumentVersion).order_by(DocumentVersion.id)))
    assert [one.number for one in versions] == [1, 1, 2]
    other_browser.get(PUBLIC)
    other_browser.click("Ses textes et ses avenants")
    text = flat(other_browser.text)
    assert text.index("La convention signée") < text.index("Le diagnostic de 2022")
    assert "version 2, du 24 novembre 2026" in text and "Les versions d’avant" in text
    for one in versions:
        other_browser.get(f"{PUBLIC}documents/{one.id}")
        assert other_browser.response.mimetype == "application/pdf"
        assert other_browser.response.headers["Content-Disposition"].startswith("attachment")
        other_browser.get(f"/conventions/2027-2031/documents/{one.id}", status=404)
    last = versions[-1].id
    desk.get(PAGE)
    desk.submit('form[action$="/documents/2/effacer"]')
    assert len(list(own_folder.iterdir())) == 1
    other_browser.get(f"{PUBLIC}documents/{last}", status=404)


def test_the_texts_of_what_is_prepared_wait_for_it(desk, other_browser, own_folder):
    load_next(begun=False)
    desk.get("/equipe/conventions/2027-2031")
    send(desk, "/equipe/conventions/2027-2031/documents", kind="annex", title="Un projet")
    number = db.session.scalar(db.select(DocumentVersion.id))
    other_browser.get("/conventions/2027-2031/documents/", status=404)
    other_browser.get(f"/conventions/2027-2031/documents/{number}", status=404)
    desk.get(f"/equipe/conventions/versions/{number}")
    assert desk.response.mimetype == "application/pdf"


def test_what_is_no_document_is_told(desk, own_folder):
    desk.get(PAGE)
    send(desk, f"{PAGE}/documents", status=422, content=b"MZ", kind="annex", title="Une annexe")
    assert "n’est pas un PDF" in desk.text and not list(own_folder.iterdir())
    send(desk, f"{PAGE}/documents", status=422, kind="annex", title=" ")
    assert "Donnez un titre" in desk.text


def following(**changes):
    text = LENS.read_text(encoding="utf-8")
    dates = {"2022-2026": "2027-2031", "2022-01-01": "2027-01-01", "2026-12-31": "2031-12-31"}
    for old, new in (dates | changes).items():
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def upload(desk, content, status=200):
    desk.get("/equipe/conventions/nouvelle")
    form = {"csrf_token": desk.page.select_one("[name=csrf_token]")["value"], "preview": "1"}
    desk.post(desk.url, form | {"file": (BytesIO(content), "next.yaml")}, status=status)
    desk.response.request.environ["wsgi.input"].close()


def test_a_file_is_read_on_screen_then_loaded(desk):
    upload(desk, following())
    assert "Ce que dit ce fichier" in desk.text and "2027-2031" in desk.text and the("2027-2031") is None
    desk.submit("Charger cette convention")
    desk.follow()
    assert "La convention est chargée." in desk.text
    made = the("2027-2031")
    assert made.state is ConventionState.PREPARED and not made.is_current
    entry = db.session.scalar(db.select(ConventionEntry).filter_by(convention_id=made.id))
    assert entry.event == "loaded" and entry.actor_id is not None
    official = [one.official_text for one in queries.overview("2022-2026").commitments]
    assert [one.official_text for one in years_queries.coming("2027-2031").commitments] == official


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choisissez un fichier"),
        (b"periode: [", "ligne 1"),
        (following(**{"2031-12-31": "2026-01-01"}), "« fin » doit venir après"),
        (b"#" * 90_001, "trop lourd"),
    ],
)
def test_a_wrong_file_is_told_line_by_line_and_changes_nothing(desk, content, said):
    upload(desk, content, status=422)
    assert said in flat(desk.text)
    assert db.session.scalar(db.select(db.func.count(Convention.id))) == 1


def test_a_file_that_shares_days_with_another_convention_is_refused_when_it_is_loaded(desk):
    upload(desk, following(**{"2027-2031": "2025-2031", "2027-01-01": "2025-01-01"}))
    desk.submit("Charger cette convention", status=422)
    assert "deux conventions ne se chevauchent pas" in flat(desk.text)
    assert the("2025-2031") is None
