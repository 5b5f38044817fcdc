"""Calls in vain and letters by post: the next try, one tap to ring, what goes in the envelope."""

from datetime import date, datetime

import pytest

from ctg_site.accompaniment.calls import queries as calls_queries
from ctg_site.db import db
from ctg_site.domain.next_try import next_try
from ctg_site.domain.policy import Role
from ctg_site.effects.paper_letter import address_lines
from ctg_site.models.outbox import Notice
from tests import factories
from tests.effects.sheets import alternatives, pdf, read, words

from .test_calls import PHONE, by_phone, plan

__all__ = ["by_phone"]
LIST = "/equipe/rappels"
TODAY = date(2026, 11, 24)


def test_a_number_rings_in_one_tap_once_the_list_is_prepared(desk, by_phone):
    desk.get(LIST)
    assert not desk.page.select("td a[href^='tel:']")
    desk.submit("Préparer la liste")
    desk.follow()
    assert desk.page.select_one("td a[href^='tel:']")["href"] == "tel:+33" + PHONE.replace(" ", "")[1:]


def test_a_call_in_vain_proposes_another_hour_and_the_promise_still_runs(desk, by_phone, events):
    due = factories.reread(by_phone).due_on
    desk.get(LIST)
    desk.submit(f"Pas de réponse : envie n° {by_phone.number}")
    desk.follow()
    assert events(by_phone)[-1] == "not_reached" and factories.reread(by_phone).due_on == due
    assert "1 appel sans réponse" in desk.text and "Réessayez" in desk.text
    assert "Rappeler pour le local" in desk.text, "it is still to do"
    desk.submit("Annuler")
    desk.follow()
    assert events(by_phone)[-1] == "not_reached_undone" and "sans réponse, le dernier" not in desk.text


def test_the_printed_list_is_the_sheet_to_fill(desk, by_phone):
    desk.get(LIST)
    told = " ".join(one.get_text() for one in desk.page.select(".calls .noscreen"))
    assert "Pas de réponse, à" in told and "Ce qui est dit" in told


def test_the_list_asks_for_all_tries_at_once(by_phone, queries):
    again = factories.reread(by_phone)
    queries.clear()
    found = calls_queries.next_tries([again] * 3, TODAY)
    assert found == {} and len(queries) == 1


@pytest.fixture
def by_post(clock, centre, agent):
    """Somebody who left a postal address and whose envie was published."""
    address = "12 rue de l’Exemple, bâtiment B, 62300 Lens"
    made = factories.published(
        centre, title="Un banc 😀 à l’ombre", by=agent, way="letter", address=address, email=None
    )
    plan(made, agent)
    return made


def test_the_answer_by_post_says_what_the_mail_would_say(desk, by_post):
    desk.get(LIST)
    letter = db.session.scalars(db.select(Notice).where(Notice.proposal_id == by_post.id)).first()
    address = f"{LIST}/{by_post.number}/lettres/{letter.id}.pdf"
    desk.get(address, status=303)  # nobody’s address before the list is prepared
    desk.get(LIST)
    desk.submit("Préparer la liste")
    desk.follow()
    assert desk.page.select_one(f"a[href='{address}']")
    sheet = read(pdf(desk, address))
    said = words(sheet)
    for part in ("12 rue de l’Exemple", "62300 Lens", "Camille", "Bonjour"):
        assert part in said
    assert "12 rue de l’Exemple, bâtiment B" not in said, "a line for each part, as on an envelope"
    assert alternatives(sheet) == ["Carré à photographier\u00a0: il ouvre le suivi de votre envie"]


def test_another_centre_has_no_letter(by_post, other_browser):
    letter = db.session.scalars(db.select(Notice).where(Notice.proposal_id == by_post.id)).first()
    other_browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    other_browser.get(f"{LIST}/{by_post.number}/lettres/{letter.id}.pdf", status=404)


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("12 rue A, 62300 Lens", ["12 rue A", "62300 Lens"]),
        ("12, rue A\n62300 Lens\n", ["12, rue A", "62300 Lens"]),
        ("", []),
        (",".join("abcdefghij"), list("abcdef")),
    ],
)
def test_an_address_as_an_envelope_shows_it(address, lines):
    assert address_lines(address) == lines


def test_the_next_try_is_never_on_a_holiday_nor_a_week_end(app):
    planned = next_try([datetime(2026, 12, 24, 10)], [], date(2026, 12, 24))
    assert planned.on.weekday() < 5 and planned.on != date(2026, 12, 25)
