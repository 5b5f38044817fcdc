"""The commands that people and scripts rely on."""

import json
from dataclasses import replace

import pytest

from ctg_site.convention import reader
from ctg_site.db import db
from ctg_site.domain.policy import Permission
from ctg_site.factory import create_app
from ctg_site.models.audit import AuditEntry
from ctg_site.models.convention import Commitment
from ctg_site.models.people import User
from tests import factories


@pytest.fixture
def run(app):
    """Run a command; its output, or its complaint when it is expected to refuse."""

    def command(*words, ok=True, given=None, site=app):
        db.session.commit()
        result = site.test_cli_runner().invoke(args=["ctg", *words], input=given)
        assert (result.exit_code == 0) == ok, result.output
        return result.output

    return command


def test_init_twice_makes_the_site_once(run, settings, new_database):
    site = create_app(replace(settings, database_url=new_database("init")))
    with site.app_context():
        first, second = run("init", site=site), run("init", site=site)
        assert "2022-2026" in first and first.splitlines()[-1] == second.splitlines()[-1]
        assert db.session.scalar(db.select(db.func.count(Commitment.id))) == 19
        db.session.remove()
        db.engine.dispose()


def test_another_town_gets_its_own_convention_and_never_another_s(run, settings, new_database, tmp_path):
    bare = replace(settings, database_url=new_database("town"), town_name="Bréval-sur-Ombre")
    site = create_app(bare)
    with site.app_context():
        assert "without a convention: CTG_CONVENTION" in run("init", site=site)
        assert not db.session.scalar(db.select(db.func.count(Commitment.id)))
        other = tmp_path / "breval.yaml"
        other.write_text(reader.LENS.read_text().replace("Lens", "Bréval"))
        site.extensions["ctg_settings"] = replace(bare, convention=other)
        assert "2022-2026 is loaded" in run("init", site=site)
        assert "no convention 2030-2034" in run("remove-convention", "2030-2034", site=site, ok=False)
        assert "taken away" in run("remove-convention", "2022-2026", site=site)
        assert not db.session.scalar(db.select(db.func.count(Commitment.id)))
        db.session.remove()
        db.engine.dispose()


def test_an_account_by_invitation_or_by_password(run):
    centre = factories.centre()
    told = run(
        "staff",
        "add",
        "--email",
        "A@example.org",
        "--name",
        "Ana",
        "--role",
        "agent",
        "--structure",
        centre.slug,
    )
    assert "/equipe/invitation/" in told
    words = ("--email", "b@example.org", "--name", "Bo", "--role", "partner", "--password-stdin")
    assert "may sign in" in run("staff", "add", *words, given="une longue phrase de passe\n")
    assert "Error" in run("staff", "add", *words, given="une autre phrase\n", ok=False)
    listed = run("staff", "list")
    assert "a@example.org" in listed and centre.slug in listed
    run("staff", "disable", "b@example.org")
    assert "disabled" in run("staff", "list")
    assert "nobody" in run("staff", "disable", "c@example.org", ok=False)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password": "azerty"}, "too short"),
        ({"password": ""}, "too short"),
        ({"password": "jennifer 1987 1987"}, "guessed too soon"),
        ({"password": "leroy.town.leroy.bo"}, "made of the name"),
        ({"email": "zoe@"}, "zoe@"),
        ({"email": "a b@town.fr"}, "a b@town.fr"),
        ({"name": "  "}, "a name has"),
        ({"name": "é" * 81}, "a name has"),
    ],
)
def test_the_command_has_the_rules_of_the_page(run, changed, said):
    asked = {"email": "bo.leroy@town.fr", "name": "Bo", "password": "le jardin de la rue bleue"} | changed
    words = ("--email", asked["email"], "--name", asked["name"], "--role", "coordinator", "--password-stdin")
    told = run("staff", "add", *words, given=asked["password"] + "\n", ok=False)
    assert said in told and not db.session.scalar(db.select(db.func.count(User.id)))
    assert not asked["password"] or asked["password"] not in told


def test_an_account_made_by_command_leaves_its_line(run):
    words = ("--email", "b@example.org", "--name", "Bo", "--role", "partner", "--password-stdin")
    run("staff", "add", *words, given="le jardin de la rue bleue\n")
    line = db.session.scalars(db.select(AuditEntry)).one()
    assert (line.event, line.subject) == ("account_made", "compte n°\u00a01")


def test_the_mail_leaves_by_command(run, mailbox):
    factories.proposal()
    assert run("send-mail") == "1 mail(s) sent\n" and len(mailbox) == 1


def test_the_command_says_that_the_server_takes_no_mail(run, sink, clock):
    factories.proposal()
    sink.answers["MAIL"] = "451 later"
    told = run("send-mail", ok=False)
    assert "0 mail(s) sent" in told and "the server takes none for now, they wait for it: 451" in told
    sink.answers.clear()
    clock.shift(60)
    assert run("send-mail") == "1 mail(s) sent\n"


def test_the_two_tables_are_printed_for_people(run):
    permissions, workflow = run("permissions"), run("workflow")
    assert all(str(permission) in permissions for permission in Permission)
    assert (
        "moderation" in workflow and "needs_detail" in workflow and "« Demander une précision »" in workflow
    )


def test_a_convention_full_of_errors_is_told_line_by_line(run, tmp_path):
    wrong = tmp_path / "convention.yaml"
    wrong.write_text("titre: Sans rien d’autre\n", encoding="utf-8")
    told = run("import-convention", str(wrong), ok=False)
    assert "ligne" in told


def test_retention_forgets_what_is_past_its_day(run, clock):
    factories.proposal(), factories.draft(text="Un jardin")
    assert run("purge") == "0 row(s) forgotten\n"
    run("send-mail")
    clock.shift(25 * 3600)
    told = run("purge").splitlines()
    assert [line.split() for line in told[:-1]] == [["draft", "2"], ["network", "1"]], (
        "a draft, a seed, a counter"
    )
    assert told[-1] == "3 row(s) forgotten"
    assert run("purge") == "0 row(s) forgotten\n"


def test_words_reads_sentences_and_prints_what_the_site_reads_in_each(run):
    said = "Mon mari me frappe tous les soirs\n\nUn banc rue Verte, appelez le 06 39 98 00 01\n"
    danger, bench = map(json.loads, run("words", given=said).splitlines())
    assert set(danger) == {"text", "alerts", "hints", "search", "alike", "commitments"}
    assert danger["alerts"] == ["danger"] and danger["search"][0] == "/aide" and bench["alerts"] == []
    assert {"kind": "phone", "part": "06 39 98 00 01"} in bench["hints"]
