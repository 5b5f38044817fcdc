"""A convention is prepared, shown as a draft, comes into force and ends on its days, by itself."""

from datetime import UTC, date, datetime

import pytest

from ctg_site.convention import operations, years_operations
from ctg_site.convention.nodes import ConventionFileError
from ctg_site.convention.reader import LENS
from ctg_site.db import db
from ctg_site.domain.conventions import ConventionEvent, ConventionState
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.audit import AuditEntry
from ctg_site.models.convention import Convention, ConventionEntry
from ctg_site.services import search_check
from tests.agenda.makers import reread, somebody
from tests.lens import load_next, next_document

pytestmark = pytest.mark.usefixtures("clock", "first")
OLD, NEW = "/conventions/2022-2026/", "/conventions/2027-2031/"
NEW_YEAR = datetime(2027, 1, 1, 3, tzinfo=UTC)


def states():
    db.session.expire_all()
    rows = db.select(Convention.period, Convention.state, Convention.is_current).order_by(
        Convention.starts_on
    )
    return [tuple(row) for row in db.session.execute(rows)]


def lines(period="2027-2031"):
    of = db.select(ConventionEntry.event).join(Convention, Convention.id == ConventionEntry.convention_id)
    return list(db.session.scalars(of.where(Convention.period == period).order_by(ConventionEntry.id)))


def show(event, by=None):
    years_operations.show(the("2027-2031"), event, by=by or somebody())


def the(period):
    return db.session.scalar(db.select(Convention).filter_by(period=period))


S = ConventionState


def test_what_is_prepared_is_read_by_nobody(browser):
    load_next(begun=False)
    assert states() == [("2022-2026", S.IN_FORCE, True), ("2027-2031", S.PREPARED, False)]
    for page in (NEW, f"{NEW}jeunesse/", f"{NEW}engagements/PE1", f"{NEW}engagements/PE1/commentaires"):
        browser.get(page, status=404)
    browser.get("/conventions/")
    assert "2022-2026" in browser.text and "2027-2031" not in browser.text
    browser.get(OLD)
    assert "2027-2031" not in browser.text
    assert not search_check.wrong_documents()


def test_a_draft_is_read_and_says_that_it_is_one(desk, other_browser):
    load_next(begun=False)
    desk.get("/equipe/conventions/")
    desk.click("Convention territoriale globale 2027-2031")
    assert "seule la coordination la lit" in desk.text
    desk.submit("Oui, publier")
    desk.follow()
    assert "Le projet est publié" in desk.text
    for page in (NEW, f"{NEW}jeunesse/", f"{NEW}engagements/PE1"):
        other_browser.get(page)
        assert "Ceci est un projet." in other_browser.text and "1er janvier 2027" in other_browser.text
    other_browser.get(OLD)
    other_browser.click("Le projet 2027-2031")
    other_browser.click("La convention 2022-2026")
    assert not search_check.wrong_documents()
    desk.get("/equipe/conventions/2027-2031")
    desk.submit("Oui, retirer")
    other_browser.get(NEW, status=404)
    assert lines() == ["loaded", "publish_draft", "withdraw_draft"]
    kept = db.session.scalars(
        db.select(AuditEntry.detail).where(AuditEntry.subject == "convention 2027-2031")
    )
    assert list(kept) == ["publish_draft", "withdraw_draft"]
    assert not search_check.wrong_documents()


def test_the_coordination_reads_beforehand_what_readers_will_see(desk):
    load_next(begun=False)
    desk.get("/equipe/conventions/2027-2031")
    desk.click("Prévisualiser : voir ce que liront les gens")
    assert "Ceci est un projet." in desk.text and "Le conseil des jeunes" in desk.text
    assert not desk.page.select(f'main a[href^="{NEW}"]'), "its pages are not open yet"


def test_it_comes_into_force_on_its_day_by_itself(browser, clock):
    load_next(begun=False)
    assert years_operations.turn(date(2026, 12, 31)) == []
    clock.move_to(NEW_YEAR)
    assert years_operations.turn_if_due(date(2027, 1, 1)) == [
        "convention 2022-2026: end",
        "convention 2027-2031: begin",
    ]
    assert states() == [("2022-2026", S.ENDED, False), ("2027-2031", S.IN_FORCE, True)]
    before = lines(), lines("2022-2026")
    assert (
        years_operations.turn(date(2027, 1, 1)) == [] and years_operations.turn_if_due(date(2027, 1, 2)) == []
    )
    assert (lines(), lines("2022-2026")) == before == (["loaded", "begin"], ["loaded", "begin", "end"])
    browser.get("/convention/", status=302, to=NEW)
    browser.get(OLD)
    assert "La convention s’est arrêtée le 31 décembre 2026." in browser.text
    browser.click("La convention 2027-2031")
    assert "La convention court jusqu’au 31 décembre 2031." in browser.text
    assert not search_check.wrong_documents()


def test_the_daily_command_and_the_mail_loop_turn_the_years(app, clock):
    load_next(begun=False)
    clock.move_to(NEW_YEAR)
    told = app.test_cli_runner().invoke(args=["ctg", "remind"]).output
    assert "convention 2027-2031: begin" in told
    assert "convention 2027-2031" not in app.test_cli_runner().invoke(args=["ctg", "remind"]).output
    assert states()[1] == ("2027-2031", S.IN_FORCE, True)


def test_between_two_conventions_the_last_one_stays_current(clock):
    load_next(begun=False, period="2028-2031", starts_on=date(2028, 1, 1))
    clock.move_to(NEW_YEAR)
    years_operations.turn(date(2027, 1, 1))
    assert states() == [("2022-2026", S.ENDED, True), ("2028-2031", S.PREPARED, False)]


def test_a_convention_loaded_after_its_first_day_is_in_force_at_once(clock):
    clock.move_to(NEW_YEAR)
    years_operations.turn(date(2027, 1, 1))
    operations.load_convention(next_document())
    assert states() == [("2022-2026", S.ENDED, False), ("2027-2031", S.IN_FORCE, True)]


def test_nobody_begins_nor_ends_a_convention_by_hand(coordinator):
    load_next(begun=False)
    for event, refused in (
        (ConventionEvent.BEGIN, Forbidden),
        (ConventionEvent.RESUME, InvalidTransition),
        (ConventionEvent.WITHDRAW_DRAFT, InvalidTransition),
    ):
        with pytest.raises(refused):
            show(event)
    with pytest.raises(Forbidden):
        show(ConventionEvent.PUBLISH_DRAFT, by=somebody(Role.AGENT))
    assert lines() == ["loaded"]


@pytest.mark.parametrize(
    "days", [(date(2026, 12, 31), 2031), (date(2024, 6, 1), 2025), (date(2020, 1, 1), 2030)]
)
def test_two_conventions_never_share_a_day(days):
    starts_on, last = days
    wrong = next_document(starts_on=starts_on, ends_on=date(last, 12, 31), period=f"{starts_on.year}-{last}")
    with pytest.raises(ConventionFileError, match="ne se chevauchent pas"):
        operations.load_convention(wrong)
    assert len(states()) == 1


def test_the_first_convention_of_a_town_is_read_as_a_draft_before_its_day(first, browser):
    operations.remove_convention("2022-2026")
    operations.load_convention(next_document())
    assert states() == [("2027-2031", S.DRAFT, True)]
    browser.get("/convention/", status=302, to=NEW)
    with pytest.raises(InvalidTransition):
        show(ConventionEvent.WITHDRAW_DRAFT)


def test_what_is_asked_at_its_wrong_moment_is_told(desk):
    load_next(begun=False)
    desk.get("/equipe/conventions/2027-2031")
    years_operations.turn(date(2027, 1, 1))
    desk.submit("Oui, publier", status=409)
    assert reread(the("2027-2031")).state is S.IN_FORCE


def test_a_file_says_when_it_will_be_in_force(app, tmp_path):
    text = LENS.read_text(encoding="utf-8")
    for old, new in (("2022-2026", "2027-2031"), ("2022-01-01", "2027-01-01"), ("2026-12-31", "2031-12-31")):
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "next.yaml").write_text(text, encoding="utf-8")
    told = app.test_cli_runner().invoke(
        args=["ctg", "import-convention", str(tmp_path / "next.yaml"), "--current"]
    )
    assert told.exit_code == 0 and "into force by itself on 2027-01-01" in told.output
    assert states()[0] == ("2022-2026", S.IN_FORCE, True)
