"""A file is asked for once, made step by step by the loop, resumed when it was left, never half offered."""

import threading
from datetime import date

import pytest

from ctg_site.agenda.meetings import operations as meetings
from ctg_site.committee import operations
from ctg_site.committee import queries as reads
from ctg_site.db import db
from ctg_site.domain.committee import LEASE, CommitteeState
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.models.agenda import MeetingEntry
from ctg_site.models.committee import CommitteeFile, CommitteePart
from ctg_site.models.convention import Convention
from ctg_site.models.people import User
from tests import factories
from tests.actions.test_public import commitment_ids
from tests.agenda.makers import TODAY, same
from tests.committee.conftest import again
from tests.lens import load_next


def events():
    told = db.select(MeetingEntry.event).where(MeetingEntry.subject == "committee_file")
    return list(db.session.scalars(told.order_by(MeetingEntry.id)))


def test_a_meeting_of_december_is_of_the_convention_of_december_in_january_too(hold, coordinator):
    before = db.session.scalar(db.select(Convention.id))
    met = hold()
    load_next()
    file = operations.ask(met, by=coordinator)
    operations.work()
    assert (
        again(file).convention_id
        == before
        != db.session.scalar(db.select(Convention.id).where(Convention.is_current))
    )
    assert len(again(file).gathered["sheets"]) == 19 and again(file).gathered["gaps"]["steps"]


def test_a_meeting_of_january_about_the_old_convention_says_so(hold, coordinator, desk):
    before = db.session.scalar(db.select(Convention.id))
    after = load_next()
    met = hold(day=date(2027, 1, 19))
    desk.get(f"/equipe/dossiers/rendez-vous/{met.id}")
    offered = [tag["value"] for tag in desk.page.select("input[name=convention]")]
    chosen = desk.page.select_one("input[name=convention][checked]")["value"]
    assert offered == [str(after.id), str(before)] and chosen == str(after.id), "the one of its day first"
    desk.post(f"/equipe/dossiers/rendez-vous/{met.id}", {"convention": "999999"}, status=422)
    assert "Ce choix n’est pas dans la liste" in desk.text
    desk.submit("Faire le dossier", convention=str(before), status=303)
    operations.work()
    file = reads.of_meeting(met.id)
    desk.get(f"/equipe/dossiers/{file.id}")
    assert "convention 2022-2026" in desk.text and len(file.gathered["sheets"]) == 19
    desk.get("/equipe/dossiers/")
    assert "2022-2026" in desk.text
    with pytest.raises(InvalidTransition):
        operations.ask(hold(day=date(2027, 1, 20)), by=coordinator, convention_id=999)


def test_one_convention_alone_is_not_asked_about(hold, desk):
    desk.get(f"/equipe/dossiers/rendez-vous/{hold().id}")
    assert not desk.page.select("input[name=convention]")


def parts():
    return db.session.scalar(db.select(db.func.count(CommitteePart.id)))


def half_way(file, steps=3):
    """Somebody takes the file, does so many steps, and is killed."""
    taken = operations._take("killed")
    assert taken == (file.id, "killed")
    for _ in range(steps):
        assert operations._advance(*taken)


def test_two_people_get_the_same_file(hold, coordinator):
    meeting, other = hold(), factories.staff(Role.COORDINATOR)
    one = operations.ask(meeting, by=coordinator)
    assert operations.ask(meeting, by=other).id == one.id
    assert db.session.scalar(db.select(db.func.count(CommitteeFile.id))) == 1
    assert events() == ["file_asked"]


def test_four_people_at_the_very_same_moment_too(app, hold, coordinator):
    number, by_id = hold().id, coordinator.id
    db.session.commit()
    starts, got = threading.Barrier(4), []

    def press():
        with app.app_context():
            meeting, by = reads.meeting(number), db.session.get(User, by_id)
            starts.wait(10)
            got.append(operations.ask(meeting, by=by).id)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4 and len(set(got)) == 1 and events() == ["file_asked"]


def test_the_loop_makes_it_and_its_meeting_tells_each_change(hold, coordinator, desk):
    meeting = hold()
    desk.get(f"/equipe/agenda/{meeting.id}")
    desk.click("Faire le dossier, ou l’ouvrir")
    desk.submit("Faire le dossier")
    desk.follow()
    assert "Le dossier est demandé" in desk.text and "Voir où il en est" in desk.text
    assert operations.work() == 1
    assert operations.work() == 0
    desk.click("Voir où il en est")
    assert "Fait, à valider" in desk.text and "Ce qui manque" in desk.text
    assert events() == ["file_asked", "file_begun", "file_done"] and parts() == 0
    desk.get(f"/equipe/agenda/{meeting.id}")
    assert "Dossier demandé" in desk.text and "Dossier fait" in desk.text


def test_the_command_that_sends_mail_makes_it_too(app, hold, coordinator):
    file = operations.ask(hold(), by=coordinator)
    db.session.commit()
    assert app.test_cli_runner().invoke(args=["ctg", "send-mail"]).exit_code == 0
    assert again(file).state is CommitteeState.DONE


def test_its_progress_is_shown_and_nothing_half_made_is_offered(hold, coordinator, desk):
    file = operations.ask(hold(), by=coordinator)
    half_way(file)
    desk.get(f"/equipe/dossiers/{file.id}")
    assert "3 étapes faites sur 20" in desk.text.replace("\u00a0", " ")
    assert desk.page.select_one("#look_again")["data-hx-trigger"] == "click, load delay:3s"
    for face in ("dossier.pdf", "deux-pages.pdf", "dossier.xlsx", "projection/1"):
        desk.get(f"/equipe/dossiers/{file.id}/{face}", status=404)


def test_whoever_comes_after_goes_on_where_it_stopped(hold, coordinator, clock):
    file = operations.ask(hold(), by=coordinator)
    half_way(file, 5)
    first = list(db.session.scalars(db.select(CommitteePart.id).order_by(CommitteePart.id)))
    db.session.commit()
    assert operations.work() == 0, "somebody holds it still"
    clock.shift(LEASE.total_seconds() + 1)
    taken = operations._take("second")
    assert taken is not None
    assert operations._advance(file.id, "killed") is False, "the one that was thought dead writes no more"
    kept = list(db.session.scalars(db.select(CommitteePart.id).order_by(CommitteePart.id)))
    assert kept == first
    while operations._advance(*taken):
        pass
    whole = again(file)
    assert whole.state is CommitteeState.DONE and len(whole.gathered["sheets"]) == 19
    assert events() == ["file_asked", "file_begun", "file_resumed", "file_done"]


def test_one_that_fails_says_so_and_is_begun_again(hold, coordinator, desk, monkeypatch):
    file = operations.ask(hold(), by=coordinator)
    sound = reads.sheet

    def spoilt(commitment, *more):
        if commitment.number == "JE1":
            raise ZeroDivisionError("spoilt")
        return sound(commitment, *more)

    monkeypatch.setattr(reads, "sheet", spoilt)
    with pytest.raises(ZeroDivisionError):
        operations.work()
    assert again(file).state is CommitteeState.FAILED and parts() == 0
    assert operations.work() == 0, "it waits for a person"
    desk.get("/equipe/")
    assert "1 dossier d’instance n’a pas pu être fait" in desk.text.replace("\u00a0", " ")
    desk.get(f"/equipe/dossiers/{file.id}")
    assert "n’a pas pu être fait" in desk.text
    monkeypatch.undo()
    desk.submit("Faire le dossier à nouveau")
    assert operations.work() == 1
    assert again(file).state is CommitteeState.DONE
    assert events()[-4:] == ["file_failed", "file_again", "file_begun", "file_done"]


def test_a_meeting_of_no_body_has_no_file(desk, hold, coordinator):
    meeting = hold(body_id=None)
    desk.get(f"/equipe/dossiers/rendez-vous/{meeting.id}")
    assert "Choisissez son instance" in desk.text
    with pytest.raises(operations.NoBody):
        operations.ask(meeting, by=coordinator)
    desk.post(f"/equipe/dossiers/rendez-vous/{meeting.id}", status=303)
    desk.follow()
    assert "Choisissez son instance" in desk.text


def test_a_body_taken_away_meanwhile_is_told_as_a_failure(hold, coordinator):
    meeting = hold()
    file = operations.ask(meeting, by=coordinator)
    details = meetings.Details(**same(meeting) | {"body_id": None})
    meetings.change(meeting, details, meeting.slot, by=coordinator, version=meeting.version)
    with pytest.raises(operations.NoBody):
        operations.work()
    assert again(file).state is CommitteeState.FAILED


def test_a_validated_file_is_frozen(the_file, make, coordinator, desk):
    file = the_file()
    number = file.gathered["totals"]["actions"]
    desk.get(f"/equipe/dossiers/{file.id}")
    desk.submit("Oui, valider")
    desk.follow()
    assert "Il ne changera plus" in desk.text and f"par {coordinator.name}" in desk.text
    make("Une action de plus", identite={"commitments": []})
    frozen = again(file)
    assert frozen.frozen["validated"] == {"on": TODAY.isoformat(), "who": coordinator.name}
    assert reads.shown(frozen)["totals"]["actions"] == number
    for write in (
        lambda: operations.ask_again(frozen, by=coordinator),
        lambda: operations.write(frozen, {}, by=coordinator, version=frozen.version),
        lambda: operations.answer(frozen, reads.themes(frozen)[0], {}, "la CAF", by=coordinator),
        lambda: operations.validate(frozen, by=coordinator, version=frozen.version),
    ):
        with pytest.raises(InvalidTransition):
            write()
    assert events()[-1] == "file_validated"


def test_what_changed_meanwhile_is_not_validated_unread(the_file, coordinator):
    file = the_file()
    version = file.version
    operations.write(file, {"themes": {"PE": "Deux lieux ont ouvert."}}, by=coordinator, version=version)
    with pytest.raises(OutOfDate):
        operations.validate(file, by=coordinator, version=version)


def test_a_step_costs_the_same_at_few_rows_and_at_many(hold, coordinator, make, queries):
    file, costs = operations.ask(hold(), by=coordinator), []
    for several in (1, 6):
        for number in range(several):
            factories.published(title=f"Envie {number}")
            make(identite={"commitments": commitment_ids("PE1")})
        taken = operations._take(f"worker {several}")
        queries.clear()
        assert operations._advance(*taken)
        costs.append(len(queries))
        operations._fail(*taken)
        operations.ask_again(again(file), by=coordinator)
    assert costs[0] == costs[1] <= 20
