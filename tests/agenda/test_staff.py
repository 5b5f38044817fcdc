"""The staff keep the agenda: make, repeat, change and cancel meetings, write minutes; each in their place."""

from datetime import timedelta

import pytest

from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.db import db, now
from ctg_site.domain.meetings import College, MeetingState
from ctg_site.domain.policy import Role
from ctg_site.domain.recurrence import Repeat, Rule
from ctg_site.domain.workflow import Forbidden, OutOfDate
from ctg_site.models.agenda import Meeting
from ctg_site.models.outbox import Notice
from tests import factories
from tests.agenda.makers import SOON, TODAY, hour, meeting, registered, reread, same, somebody

pytestmark = pytest.mark.usefixtures("clock")
FILLED = {
    "kind": "info_cafe",
    "title": "Café de l'info : parlons-en",
    "place": "Salle du haut",
    "day": "2026-12-01",
    "start": "18:00",
    "end": "20:00",
    "is_public": True,
}


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def create(browser, status=303, **values):
    browser.get("/equipe/agenda/nouveau")
    browser.submit("Enregistrer", **FILLED | values, status=status)


def meetings():
    return list(db.session.scalars(db.select(Meeting).order_by(Meeting.starts_at, Meeting.id)))


def test_a_meeting_is_made_and_its_words_set_as_french_wants(coordinator):
    create(coordinator)
    coordinator.follow()
    (made,) = meetings()
    assert made.title == "Café de l’info\u00a0: parlons-en" and made.is_public
    assert hour(made.starts_at).hour == 18 and made.owner_id
    assert "Rendez-vous créé" in coordinator.text


def test_a_series_is_made_of_meetings_that_change_alone(coordinator):
    create(coordinator, repeat="every_weeks", every="2", until="2027-01-31")
    found = meetings()
    assert len(found) == 5 and len({made.series_id for made in found}) == 1
    coordinator.get(f"/equipe/agenda/{found[1].id}/modifier")
    assert "fait partie d’une série" in coordinator.text
    coordinator.submit("Enregistrer", start="19 h", end="21h30")
    assert [hour(made.starts_at).hour for made in meetings()] == [18, 19, 18, 18, 18]
    coordinator.get(f"/equipe/agenda/{found[2].id}/annuler")
    coordinator.submit("Annuler ce rendez-vous", reason="La salle est prise.")
    assert [made.state for made in meetings()].count(MeetingState.CANCELLED) == 1
    coordinator.get(f"/equipe/agenda/{found[3].id}/annuler")
    coordinator.submit("Annuler ce rendez-vous", reason="La salle est prise.", following=True)
    assert [made.is_cancelled for made in meetings()] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "  "}, "Donnez un titre"),
        ({"day": "hier"}, "Écrivez une date"),
        ({"day": ""}, "Choisissez le jour."),
        ({"start": "25:99"}, "Écrivez une heure"),
        ({"start": "20:00", "end": "18:00"}, "La fin vient avant le début."),
        ({"end": "18:00"}, "La fin vient avant le début."),
        ({"day": "2027-03-28", "start": "02:30", "end": "04:00"}, "Cette heure n’existe pas"),
        ({"place": ""}, "Dites où"),
        ({"places": "-3"}, "Écrivez un nombre entier"),
        ({"places": "0"}, "Écrivez un nombre de 1"),
        ({"repeat": "weekly"}, "Écrivez le dernier jour de la série."),
        ({"repeat": "weekly", "until": "2026-11-01"}, "Le dernier jour vient avant le premier."),
        ({"repeat": "weekly", "until": "2090-01-01"}, "Cela fait plus de 104 rendez-vous."),
        ({"repeat": "every_weeks", "until": "2026-12-30"}, "Écrivez le nombre de semaines"),
        ({"title": "x" * 121}, "trop long"),
        ({"order_of_business": "x" * 20_001}, "trop long"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(coordinator, wrong, said):
    create(coordinator, 422, **wrong)
    assert said in coordinator.text.replace("\u00a0", " ")
    kept = coordinator.page.select_one("[name=place]" if "title" in wrong else "[name=title]")["value"]
    assert kept.startswith("Salle" if "title" in wrong else "Café")
    assert not meetings()


def test_a_past_day_and_another_meeting_there_are_warned_of_then_accepted(coordinator):
    create(coordinator)
    create(coordinator, 422, start="19:00", end="21:00", repeat="weekly", until="2026-12-20")
    assert "Au même endroit, il y a déjà « Café de l’info : parlons-en »" in coordinator.text
    coordinator.submit("Enregistrer", sure=True)
    assert len(meetings()) == 4
    create(coordinator, 422, day="2026-11-01", place="Ailleurs")
    assert "Ce jour est déjà passé." in coordinator.text
    coordinator.submit("Enregistrer", sure=True)
    create(coordinator, place="Une autre salle")
    assert len(meetings()) == 6


def test_forged_choices_are_refused(coordinator):
    coordinator.get("/equipe/agenda/nouveau")
    for name in ("kind", "structure", "body", "district", "repeat"):
        coordinator.post("/equipe/agenda/nouveau", FILLED | {"is_public": "y", name: "999"}, status=422)
        assert "n’est pas dans la liste" in coordinator.text or "Il manque une réponse" in coordinator.text
    assert not meetings()


def test_somebody_who_was_faster_is_said_and_nothing_is_lost(coordinator):
    made = meeting()
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    details = operations.Details(kind_id=made.kind_id, title="Plus vite", place="Ailleurs", is_public=True)
    operations.change(made, details, made.slot, by=somebody(), version=made.version)
    coordinator.submit("Enregistrer", title="Mes mots à moi", description="Un long texte.", status=409)
    assert "Quelqu’un est passé avant vous" in coordinator.text and "Plus vite" in coordinator.text
    assert coordinator.page.select_one("[name=title]")["value"] == "Mes mots à moi"
    assert reread(made).title == "Plus vite"
    coordinator.submit("Enregistrer")
    assert reread(made).title == "Mes mots à moi"


def test_an_agent_keeps_the_agenda_of_their_own_structures(browser):
    mine, other = factories.centre(name="Le mien"), factories.centre(name="Un autre")
    own, foreign, nobodys = meeting(mine), meeting(other, is_public=False), meeting(title="À personne")
    browser.sign_in(factories.staff(Role.AGENT, mine))
    browser.get("/equipe/agenda/")
    assert "Le mien" in browser.text and "Un autre" not in browser.text and "À personne" not in browser.text
    browser.get(f"/equipe/agenda/{own.id}")
    for number in (foreign.id, nobodys.id):
        for page in ("", "/modifier", "/compte-rendu", "/inscriptions", "/annuler"):
            browser.get(f"/equipe/agenda/{number}{page}", status=404)
    create(browser, place="Une autre salle")
    assert reread(own) and meetings()[-1].structure_id == mine.id
    offered = [
        tag["value"] for tag in browser.get("/equipe/agenda/nouveau").select("[name=structure] option")
    ]
    assert offered == [str(mine.id)]


def test_the_operation_itself_refuses_another_structure():
    mine, other = factories.centre(), factories.centre()
    agent = somebody(Role.AGENT, mine)
    with pytest.raises(Forbidden):
        meeting(other, by=agent)
    made = meeting(mine)
    details = operations.Details(kind_id=made.kind_id, title=made.title, structure_id=other.id)
    with pytest.raises(Forbidden):
        operations.change(made, details, made.slot, by=agent, version=made.version)
    assert len(meetings()) == 1 and reread(made).structure_id == mine.id


def test_a_moved_meeting_is_told_to_those_registered(mailbox):
    made = meeting(takes_registrations=True)
    registered(made)
    db.session.execute(db.delete(Notice))
    db.session.commit()
    renamed = operations.Details(**same(made) | {"title": "Autre titre"})
    operations.change(made, renamed, made.slot, by=somebody(), version=made.version)
    assert not db.session.scalar(db.select(db.func.count(Notice.id)))
    moved = operations.Details(**same(made) | {"place": "Ailleurs"})
    operations.change(made, moved, made.slot, by=somebody(), version=made.version)
    assert db.session.scalar(db.select(Notice.template)) == "meeting_changed"


def test_a_cancelled_meeting_may_be_restored(coordinator, browser):
    made = meeting(takes_registrations=True)
    registered(made)
    coordinator.get(f"/equipe/agenda/{made.id}/annuler")
    coordinator.submit("Annuler ce rendez-vous", status=422)
    assert "Dites pourquoi" in coordinator.text
    coordinator.submit("Annuler ce rendez-vous", reason="Grève.")
    coordinator.follow()
    coordinator.submit("Rétablir ce rendez-vous")
    coordinator.follow()
    assert "Rendez-vous rétabli" in coordinator.text and reread(made).cancel_reason == ""


def test_minutes_are_previewed_kept_published_and_taken_away(coordinator):
    made = meeting(day=TODAY - timedelta(days=3))
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.click("Écrire le compte rendu")
    coordinator.submit("Voir l’aperçu", minutes="## Les jeux\n\n<b>x</b> **réparés**", status=200)
    assert coordinator.page.select_one("section strong").get_text() == "réparés"
    assert not coordinator.page.select("section b") and reread(made).minutes == ""
    coordinator.submit("Enregistrer", for_everybody=True)
    assert reread(made).tells_minutes
    coordinator.get(f"/equipe/agenda/{made.id}/compte-rendu")
    coordinator.submit("Enregistrer", minutes="", status=422)
    assert "Écrivez le compte rendu avant" in coordinator.text
    coordinator.submit("Enregistrer", minutes="Corrigé.", for_everybody=False)
    assert not reread(made).tells_minutes and reread(made).minutes == "Corrigé."


def test_stale_minutes_keep_their_text(coordinator):
    made = meeting(day=TODAY - timedelta(days=3))
    coordinator.get(f"/equipe/agenda/{made.id}/compte-rendu")
    operations.write_minutes(made, "Les premiers.", by=somebody(), version=made.version)
    coordinator.submit(
        "Enregistrer", minutes="Une longue page que personne ne veut écrire deux fois.", status=409
    )
    assert "Une longue page que personne ne veut écrire deux fois." in coordinator.text
    assert reread(made).minutes == "Les premiers."


def test_who_came_is_counted_by_college_and_what_was_not_is_not_zero(coordinator):
    made = meeting(day=TODAY - timedelta(days=3))
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.submit("Noter les présences", residents="beaucoup", status=422)
    coordinator.submit("Noter les présences", residents="12", town="0")
    coordinator.follow()
    assert "Habitantes et habitants : 12" in coordinator.text and "Ville : 0" in coordinator.text
    assert "(CAF) :" not in coordinator.text.partition("Noter les présences")[0]
    operations.count_people(made, {College.CAF: None}, by=somebody())


def test_the_owner_is_reminded_once_of_missing_minutes(app, mailbox):
    owner = somebody()
    late = meeting(day=TODAY - timedelta(days=16), by=owner)
    meeting(day=TODAY - timedelta(days=14), by=owner)
    written = meeting(day=TODAY - timedelta(days=40), by=owner)
    operations.write_minutes(written, "Tout va bien.", by=owner, version=written.version)
    gone = meeting(day=TODAY - timedelta(days=40), by=owner)
    operations.cancel(gone, "Grève.", by=owner, version=gone.version)
    before = reread(late).version
    result = app.test_cli_runner().invoke(args=["ctg", "remind"])
    assert "1 reminder(s) of missing minutes" in result.output, result.output
    notice = db.session.scalar(db.select(Notice).filter_by(template="minutes_missing"))
    assert notice.user_id == owner.id and notice.context == {"numbers": [late.id]}
    assert operations.remind() == 0 and reread(late).version == before


def test_the_owner_is_gone_then_the_coordination_is_reminded():
    owner, coordinator = somebody(Role.AGENT, centre := factories.centre()), somebody()
    meeting(centre, day=TODAY - timedelta(days=20), by=owner)
    owner.is_active = False
    db.session.commit()
    assert operations.remind() == 1
    assert db.session.scalar(db.select(Notice.user_id)) == coordinator.id


def test_a_version_that_nobody_read_is_refused():
    made = meeting(rule=Rule(Repeat.WEEKLY, until=SOON))
    for act in (
        lambda: operations.cancel(made, "Grève.", by=somebody(), version=7),
        lambda: operations.restore(made, by=somebody(), version=None),
        lambda: operations.write_minutes(made, "x", by=somebody(), version=7),
    ):
        with pytest.raises(OutOfDate):
            act()
    assert registration_operations.forget(now()) == 0


def test_a_meeting_is_in_the_district_of_its_structure_unless_said(coordinator):
    near, far = factories.district(), factories.district()
    centre = factories.centre(district_id=near.id)
    create(coordinator, structure=centre.id)
    (made,) = meetings()
    assert made.district_id == near.id
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    assert not coordinator.page.select("[name=district] option[selected]:not([value=''])")
    coordinator.submit("Enregistrer", district=far.id)
    assert reread(made).district_id == far.id
