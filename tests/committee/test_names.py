"""Who made, signed or answered a file is named for some years, then by function alone; its figures stay."""

from datetime import date

from ctg_site.committee import names_operations, operations
from ctg_site.committee import queries as reads
from ctg_site.db import now
from ctg_site.domain.committee import Criterion, Judgement
from ctg_site.domain.town_calendar import at
from tests.committee.conftest import again
from tests.typography import flat

JUDGED = {Criterion.AIMS: (Judgement.YES, "Nous le voyons ainsi.")}


def test_names_end_with_their_period_and_nothing_else_does(the_file, coordinator, partner, desk, clock):
    old = the_file(day=date(2026, 11, 17))
    operations.answer(old, reads.themes(old)[0], JUDGED, "la CAF", by=partner)
    operations.validate(again(old), by=coordinator, version=again(old).version)
    before = again(old).frozen
    clock.move_to(at(date(2031, 11, 16)))
    assert names_operations.forget(now()) == 0, "five years are not over"
    clock.move_to(at(date(2031, 11, 19)))
    recent = the_file(day=date(2031, 11, 18))
    assert names_operations.forget(now()) == 1 and names_operations.forget(now()) == 0
    after = again(old).frozen
    assert coordinator.name not in str(after) and partner.name not in str(after)
    assert after["totals"] == before["totals"] and after["sheets"] == before["sheets"]
    assert again(recent).gathered["author"] == coordinator.name
    desk.sign_in(coordinator).get(f"/equipe/dossiers/{old.id}")
    assert "par la coordination" in flat(desk.text) and "Nous le voyons ainsi." in desk.text
    assert partner.name not in desk.page.select_one("#theme_pe").get_text()


def test_the_privacy_page_says_how_long(browser):
    browser.get("/donnees-personnelles")
    row = next(one for one in browser.page.select("tr") if "qui a fait le dossier" in flat(one.get_text()))
    assert "5 ans après : la réunion" in flat(row.get_text(" "))
