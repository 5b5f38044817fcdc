"""Decisions are followed up; documents are checked and handed over; bodies say who sits there."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from ctg_site.agenda.bodies import operations as body_operations
from ctg_site.agenda.decisions import operations as decision_operations
from ctg_site.agenda.documents import operations as document_operations
from ctg_site.agenda.meetings import queries as staff_queries
from ctg_site.db import db
from ctg_site.domain.meetings import FollowUp, FollowUpState
from ctg_site.domain.pdf import MOST_BYTES
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.effects import documents
from ctg_site.effects.apart import process
from ctg_site.models.actions import Action
from ctg_site.models.agenda import BodySeat
from ctg_site.models.convention import Commitment, Convention, GoverningBody
from ctg_site.models.meetings import MeetingDocument
from tests import factories
from tests.agenda import hostile_pdfs
from tests.agenda.makers import PDF, TODAY, decided, meeting, reread, somebody
from tests.lens import load_lens

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


@pytest.fixture
def the_convention():
    load_lens()


@pytest.fixture(autouse=True)
def own_folder(app, monkeypatch, tmp_path):
    monkeypatch.setattr(documents, "path_of", lambda name: tmp_path / f"{name}.pdf")
    return tmp_path


def test_a_decision_is_noted_with_what_it_is_about(coordinator, the_convention):
    made = meeting(day=TODAY - timedelta(days=3))
    period = db.session.scalar(db.select(Convention.id))
    action = factories.save(
        Action(convention_id=period, number=4, title="Des bancs", changed_on=TODAY, is_published=True)
    )
    commitment = db.session.scalar(db.select(Commitment).filter_by(number="JE1"))
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.submit("Noter la décision", text=" ", status=422)
    assert "Écrivez ce qui est décidé." in coordinator.text
    coordinator.submit(
        "Noter la décision",
        text="Poser trois bancs",
        owner="le service des parcs",
        due_on="2027-01-15",
        commitments=commitment.id,
        actions=action.id,
    )
    coordinator.follow()
    for words in (
        "Poser trois bancs",
        "le service des parcs, pour le 15 janvier 2027",
        "l’engagement JE1",
        "l’action n° 4",
    ):
        assert words in coordinator.text.replace("\u00a0", " ")
    coordinator.post(
        f"/equipe/agenda/{made.id}/decisions", {"text": "Forgée", "commitments": "999"}, status=422
    )


def test_a_decision_is_followed_up_closed_and_reopened(coordinator):
    made = decided(meeting(day=TODAY - timedelta(days=30)), due_on=TODAY - timedelta(days=2))
    coordinator.get("/equipe/agenda/")
    coordinator.click("Décisions à suivre")
    assert "en retard" in coordinator.text
    coordinator.click(f"n° {made.number} {made.text}")
    coordinator.submit("Enregistrer", status=422)
    assert "Écrivez votre note avant d’enregistrer." in coordinator.text
    coordinator.submit("Enregistrer", note="Le devis est demandé.")
    coordinator.follow()
    assert "Le devis est demandé." in coordinator.text
    coordinator.submit("Enregistrer", event="drop", status=422)
    coordinator.submit("Enregistrer", event="finish")
    coordinator.follow()
    assert reread(made).state is FollowUpState.DONE and "C’est fait" in coordinator.text
    coordinator.get("/equipe/agenda/decisions?etat=done")
    assert made.text in coordinator.text
    coordinator.get(f"/equipe/agenda/decisions/{made.id}")
    coordinator.submit("Enregistrer", event="reopen", note="Il manque un banc.")
    assert reread(made).state is FollowUpState.OPEN


def test_a_decision_is_corrected(coordinator, the_convention):
    made = decided(meeting())
    coordinator.get(f"/equipe/agenda/decisions/{made.id}")
    coordinator.submit("Enregistrer la correction", text="", status=422)
    coordinator.submit("Enregistrer la correction", text="Ouvrir le dimanche.", due_on="31/01/2027")
    again = reread(made)
    assert again.text == "Ouvrir le dimanche." and again.due_on.isoformat() == "2027-01-31"


def test_two_people_do_not_follow_up_over_each_other():
    place = meeting()
    made, by = decided(place), somebody()
    decision_operations.follow(place, made, FollowUp.FINISH, "", by=by, version=made.version)
    with pytest.raises(OutOfDate):
        decision_operations.follow(place, made, None, "Trop tard.", by=by, version=1)
    with pytest.raises(InvalidTransition):
        decision_operations.follow(
            place, reread(made), FollowUp.FINISH, "", by=by, version=reread(made).version
        )


def test_open_decisions_come_by_due_date_page_after_page(coordinator):
    place = meeting()
    for number in range(45):
        due = None if number % 3 == 0 else TODAY + timedelta(days=number % 5)
        decided(place, text=f"Décision {number}.", due_on=due)
    seen, after = [], None
    while True:
        page = staff_queries.decisions(somebody(), FollowUpState.OPEN, after)
        seen += page.decisions
        after = page.following
        if after is None:
            break
    dates = [one.due_on for one in seen]
    assert len({one.id for one in seen}) == len(seen) == 45
    assert [day for day in dates if day] == sorted(day for day in dates if day)
    assert dates[30:] == [None] * 15


def test_an_agent_follows_the_decisions_of_their_structures_alone(browser):
    mine, other = factories.centre(), factories.centre()
    own, foreign = decided(meeting(mine), text="La mienne."), decided(meeting(other), text="Une autre.")
    browser.sign_in(factories.staff(Role.AGENT, mine))
    browser.get("/equipe/agenda/decisions")
    assert "La mienne." in browser.text and "Une autre." not in browser.text
    browser.get(f"/equipe/agenda/decisions/{own.id}")
    browser.get(f"/equipe/agenda/decisions/{foreign.id}", status=404)


def test_the_list_of_decisions_costs_the_same_at_few_and_at_many(coordinator, queries):
    place, counted = meeting(), []
    for more in (2, 60):
        for number in range(more):
            decided(place, text=f"Décision {number}.")
        queries.clear()
        coordinator.get("/equipe/agenda/decisions")
        counted.append(len(queries))
    assert counted[0] == counted[1], counted


def send(browser, made, content, status=303, **values):
    browser.get(f"/equipe/agenda/{made.id}")
    token = browser.page.select_one("[name=csrf_token]")["value"]
    form = {
        "title": "Le diaporama",
        "csrf_token": token,
        "document": (BytesIO(content), "../../x.pdf"),
    } | values
    browser.post(f"/equipe/agenda/{made.id}/documents", form, status=status)
    # What the client sends is a temporary file, that it leaves open.
    browser.response.request.environ["wsgi.input"].close()


def test_a_document_is_read_by_whoever_may(coordinator, other_browser, own_folder):
    made = meeting()
    send(coordinator, made, PDF)
    send(coordinator, made, PDF, title="Pour tous", for_everybody="y")
    first, second = db.session.scalars(db.select(MeetingDocument).order_by(MeetingDocument.id))
    assert sorted(path.stem for path in own_folder.iterdir()) == sorted([first.name, second.name])
    other_browser.get(f"/agenda/{made.id}")
    assert "Pour tous" in other_browser.text and "Le diaporama" not in other_browser.text
    other_browser.get(f"/agenda/documents/{first.id}", status=404)
    other_browser.get(f"/agenda/documents/{second.id}")
    answer = other_browser.response
    assert answer.mimetype == "application/pdf" and len(PdfReader(BytesIO(answer.data)).pages) == 1
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    coordinator.get(f"/equipe/agenda/documents/{first.id}")
    assert coordinator.response.headers["Cache-Control"] == "no-store"


def test_a_document_of_an_internal_meeting_is_internal(coordinator, other_browser):
    made = meeting(is_public=False)
    send(coordinator, made, PDF, for_everybody="y")
    other_browser.get(f"/agenda/documents/{db.session.scalar(db.select(MeetingDocument.id))}", status=404)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choisissez un document"),
        (b"MZ a program", "n’est pas un PDF"),
        (PDF[:-30], "est incomplet"),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "est incomplet"),
        (PDF + b"\0" * MOST_BYTES, "dépasse 10 Mo"),
    ],
)
def test_a_disguised_document_is_told_and_the_words_kept(coordinator, own_folder, content, said):
    made = meeting()
    send(coordinator, made, content, 422, title="Le bilan")
    assert said in coordinator.text
    assert coordinator.page.select_one("form[enctype] [name=title]")["value"] == "Le bilan"
    assert not list(own_folder.iterdir()) and not db.session.scalar(db.select(MeetingDocument.id))


def test_far_too_much_is_refused_before_it_is_read(coordinator):
    made = meeting()
    coordinator.get(f"/equipe/agenda/{made.id}")
    send(coordinator, made, PDF + b"\0" * (MOST_BYTES + 500_000), 413)


def test_a_disk_that_fails_is_said(coordinator, own_folder, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    made = meeting()
    monkeypatch.setattr("os.fsync", full)
    send(coordinator, made, PDF, 503)
    assert "n’a pas pu garder ce document" in coordinator.text and not list(own_folder.iterdir())


def test_what_acted_in_a_document_is_left_out_and_told(coordinator, other_browser):
    made = meeting()
    send(coordinator, made, hostile_pdfs.in_a_comment_of_streams(), for_everybody="y")
    coordinator.follow()
    assert "sans ce qui agissait dedans" in coordinator.text
    other_browser.get(f"/agenda/documents/{db.session.scalar(db.select(MeetingDocument.id))}")
    assert "/OpenAction" not in PdfReader(BytesIO(other_browser.response.data)).trailer["/Root"]


def test_a_busy_site_says_when_to_come_back(coordinator, monkeypatch):
    def busy(*asked):
        raise process.Busy

    made = meeting()
    monkeypatch.setattr(process, "read", busy)
    send(coordinator, made, PDF, 503)
    assert "Attendez une minute" in coordinator.text


def test_a_document_that_is_removed_leaves_nothing(coordinator, own_folder):
    made = meeting()
    send(coordinator, made, PDF)
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.submit("Oui, retirer : Le diaporama")
    assert not list(own_folder.iterdir()) and not db.session.scalar(db.select(MeetingDocument.id))


def test_a_row_that_fails_leaves_no_file(own_folder, monkeypatch):
    made, by = meeting(), somebody()
    monkeypatch.setattr(document_operations, "_add", lambda *details: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        document_operations.keep(made, PDF, "Titre", False, by=by)
    assert not list(own_folder.iterdir())


def test_the_coordination_says_who_sits_in_a_body(coordinator, other_browser, the_convention):
    coordinator.get("/equipe/agenda/instances/comite-technique")
    coordinator.submit(
        "Enregistrer", mandate="Préparer les choix.", residents="une habitante\n\nun habitant | Nom Entré"
    )
    coordinator.follow()
    assert "Nom Entré" in coordinator.text and "Préparer les choix." in coordinator.text
    coordinator.get("/equipe/agenda/instances/comite-technique")
    body = db.session.scalar(db.select(GoverningBody).filter_by(key="comite-technique"))
    said = body_operations.Composition("Autre chose.")
    body_operations.compose(body, said, by=somebody(), version=body.version)
    coordinator.submit(
        "Enregistrer", mandate="Un long mandat que personne ne veut perdre deux fois.", status=409
    )
    assert "Un long mandat que personne ne veut perdre" in coordinator.text
    assert not db.session.scalar(db.select(BodySeat.id))
    other_browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    other_browser.get("/equipe/agenda/instances/comite-technique", status=403)
