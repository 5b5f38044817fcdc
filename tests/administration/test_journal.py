"""The administrator reads the audit trail: what is written there, found, verified; and at what cost."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from ctg_site.db import db, now
from ctg_site.domain import chain
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import Decision, InvalidTransition
from ctg_site.inbox import operations as inbox
from ctg_site.models.audit import AuditEntry
from ctg_site.moderation import operations as moderation
from ctg_site.services import audit
from tests import factories
from tests.administration.test_trail import noted
from tests.browser import Browser

JOURNAL = "/equipe/journal/"


@pytest.fixture
def reader(browser):
    audit.settings().audit_heads.unlink(missing_ok=True)
    yield browser.sign_in(factories.staff(Role.ADMINISTRATOR, name="Ada"))
    audit.settings().audit_heads.unlink(missing_ok=True)


def lines(browser):
    return [" ".join(row.get_text(" ").split()) for row in browser.page.select("tbody tr")]


def test_decisions_and_openings_of_details_are_read_in_plain_words(reader):
    centre = factories.centre()
    agent = factories.staff(Role.AGENT, centre, name="Nadia")
    made = factories.proposal(centre)
    moderation.open_contact(made, by=agent)
    moderation.decide(made, Decision.ASK_DETAIL, by=agent, version=made.version, reason="Où donc ?")
    reader.get(JOURNAL)
    assert "Décision sur une envie" in reader.text and "Coordonnées ouvertes" in reader.text
    decided = next(line for line in lines(reader) if "Décision sur une envie" in line)
    assert "Nadia" in decided and f"envie n° {made.id}" in decided and "Demander une précision" in decided
    assert "Camille" not in reader.text and "Où donc" not in reader.text


def test_a_failed_act_leaves_no_line(app):
    centre = factories.centre()
    agent, made = factories.staff(Role.AGENT, centre), factories.proposal(centre)
    before = audit.head()
    with pytest.raises(InvalidTransition):
        moderation.decide(made, Decision.RESTORE, by=agent, version=made.version)
    assert audit.head() == before


def test_the_latest_first_page_after_page(reader):
    noted(*range(120))
    reader.get(JOURNAL)
    seen = [line.split()[1] for line in lines(reader)]
    while "Plus anciennes" in reader.text:
        reader.click("Plus anciennes")
        seen += [line.split()[1] for line in lines(reader)]
    assert seen == [str(number) for number in range(len(seen), 0, -1)] and len(seen) >= 120


def test_the_trail_is_searched_by_act_by_person_and_by_day(reader, app):
    person = factories.staff(Role.COORDINATOR, name="Bo")
    noted("par Bo", by=person)
    noted("par le site")
    reader.get(JOURNAL)
    reader.submit("Chercher", quoi="exported")
    assert len(lines(reader)) == 2
    reader.submit("Chercher", quoi="exported", personne=str(person.id))
    assert len(lines(reader)) == 1 and "par Bo" in lines(reader)[0]
    tomorrow = (now() + timedelta(days=2)).date().isoformat()
    reader.submit("Chercher", personne="", du=tomorrow)
    assert "Rien à montrer" in reader.text
    reader.submit("Chercher", du="", au=tomorrow)
    assert len(lines(reader)) == 2


@pytest.mark.parametrize(
    "forged",
    [
        "quoi=boum",
        "personne=abc",
        "personne=99999999999999",
        "du=hier",
        "au=2026-13-45",
        "avant=-3",
        "avant=x",
    ],
)
def test_a_forged_search_looks_for_nothing_in_particular(reader, forged):
    noted(1)
    reader.get(f"{JOURNAL}?{forged}")
    assert lines(reader)


def test_the_last_day_of_all_is_searched_too(reader):
    noted(1)
    reader.get(f"{JOURNAL}?du=0001-01-01&au=9999-12-31")
    assert lines(reader)


def test_the_page_says_whether_the_chain_holds(reader):
    noted(*range(5))
    reader.get(JOURNAL)
    reader.click("Vérifier les dernières lignes")
    assert "La chaîne est intacte." in reader.text and "Aucun repère" in reader.text
    audit.keep_head()
    reader.get(f"{JOURNAL}?verifier=1")
    assert "1 repère gardé" in reader.text
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        connection.execute(text("UPDATE audit_entry SET detail = 'x' WHERE number = 3"))
    reader.get(f"{JOURNAL}?verifier=1")
    assert "La chaîne est rompue à la ligne n° 3 : cette ligne a été modifiée." in reader.text


def test_nobody_else_reads_it(app):
    for role in (Role.AGENT, Role.COORDINATOR, Role.PARTNER):
        browser = Browser(app.test_client()).sign_in(factories.staff(role, factories.centre()))
        browser.get(JOURNAL, status=403)


@pytest.mark.parametrize("extra", ["", "&verifier=1"])
def test_the_page_costs_the_same_at_ten_lines_and_at_ten_thousand(reader, queries, extra):
    def cost():
        queries.clear()
        reader.get(f"{JOURNAL}?quoi=exported{extra}")
        return len(queries)

    noted(*range(10))
    few = cost()
    many(10_000)
    assert cost() == few
    assert "intacte" in reader.text or not extra


def many(count):
    """So many lines of the trail at once, linked as the site links them."""
    key = chain.key_of(audit.settings().code_key)
    number, before = audit.head()
    db.session.commit()
    at, rows = now(), []
    for _ in range(count):
        number += 1
        line = AuditEntry(
            number=number,
            at=at,
            event=str(AuditEvent.EXPORTED),
            actor=None,
            actor_id=None,
            actor_name="",
            subject="",
            detail="",
            previous=before,
        )
        before = chain.seal(key, line)
        rows.append(
            {
                **{name: getattr(line, name) for name in ("number", "at", "event", "actor", "actor_id")},
                **{name: getattr(line, name) for name in ("actor_name", "subject", "detail", "previous")},
                "seal": before,
            }
        )
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        connection.execute(insert(AuditEntry), rows)


def test_a_file_sent_to_another_centre_is_in_the_trail(app):
    here, there = factories.centre(), factories.centre(name="Centre d’en face")
    agent, made = factories.staff(Role.AGENT, here), factories.proposal(here)
    inbox.transfer(made, there.id, by=agent, version=made.version, word="Plus près de chez elle.")
    last = db.session.scalar(db.select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))
    assert (last.event, last.subject, last.detail) == ("transferred", made.called, "Centre d’en face")


def test_the_page_tells_that_the_heads_kept_outside_are_gone(reader):
    noted(1)
    assert audit.keep_head()
    audit.settings().audit_heads.unlink()
    reader.get(f"{JOURNAL}?verifier=1")
    assert "Les repères gardés hors de la base ont disparu" in reader.text and "intacte" not in reader.text
