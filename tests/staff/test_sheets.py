"""A whole team is invited with one file: everybody, or nobody; no password in it."""

from datetime import timedelta

import pytest

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.audit import AuditEntry
from ctg_site.models.people import User
from ctg_site.services import delivery
from ctg_site.staff.sheets import operations
from ctg_site.staff.sheets.columns import ACCOUNTS
from tests import factories
from tests.browser import PASSWORD
from tests.spreadsheets import rows, send, sheet

PAGE = "/equipe/comptes/tableur"
ANA = {
    "name": "Ana Martin",
    "email": "Ana@example.org",
    "function": "animatrice",
    "role": "agent",
    "structures": "LES SAULES",
}
BO = {"name": "Bob Petit", "email": "bob@example.org", "role": "coordination"}


@pytest.fixture
def admin(browser):
    factories.centre(name="Les Saules")
    return browser.sign_in(factories.staff(Role.ADMINISTRATOR))


def people():
    return set(db.session.scalars(db.select(User.email)))


def test_everybody_new_is_invited_once(admin, mailbox):
    content, before = sheet(ACCOUNTS, ANA, BO), len(people())
    send(admin, PAGE, content)
    admin.follow()
    assert "Ajoutés : 2." in admin.text and "Ana Martin" in admin.text
    send(admin, PAGE, content)
    assert len(people()) == before + 2, "twice invites nobody again"
    delivery.deliver_pending()
    assert sorted(mail["To"] for mail in mailbox) == ["ana@example.org", "bob@example.org"]
    ana = by_email("ana@example.org")
    assert (ana.role, ana.function, ana.password_hash) == (Role.AGENT, "animatrice", None)
    assert [one.name for one in ana.structures] == ["Les Saules"]
    noted = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == AuditEvent.INVITED)).all()
    assert len(noted) == 2


def test_the_rights_of_an_account_that_is_there_do_not_change(admin):
    bob = factories.staff(Role.PARTNER, email="bob@example.org")
    send(admin, PAGE, sheet(ACCOUNTS, BO))
    db.session.refresh(bob)
    assert bob.role is Role.PARTNER and bob.name != "Bob Petit"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "ana@"}, "ligne 3, colonne B : Écrivez une adresse entière"),
        ({"email": "ANA@example.org"}, "ligne 3, colonne B : C’est déjà dit sur une ligne plus haut."),
        ({"role": "chef"}, "ligne 3, colonne D : Écrivez l’un de ces mots"),
        ({"role": "agent"}, "ligne 3, colonne E : Un agent travaille dans une structure."),
        ({"structures": "Les Saules ; Ailleurs"}, "ligne 3, colonne E : Inconnu sur le site : Ailleurs."),
        ({"name": "x" * 90}, "ligne 3, colonne A : 80 caractères au plus."),
    ],
)
def test_what_is_wrong_is_told_and_nobody_is_invited(admin, change, said):
    before = people()
    send(admin, PAGE, sheet(ACCOUNTS, ANA, BO | change), 422)
    assert said in admin.text, admin.text
    assert people() == before


def test_an_open_screen_is_not_enough(clock, admin):
    content, before = sheet(ACCOUNTS, ANA), people()
    admin.get(PAGE)
    clock.shift(timedelta(minutes=16))
    send(admin, PAGE, content, 403)
    assert "Vous choisirez ensuite votre fichier une seconde fois" in admin.text and people() == before
    admin.submit("Oui, c’est moi", present_password=PASSWORD, status=422)
    assert "Choisissez un fichier .xlsx" in admin.text
    send(admin, PAGE, content)
    assert "ana@example.org" in people()


def test_the_empty_file_asks_for_no_password():
    headers = rows(operations.empty())[0]
    assert headers[:2] == ["Prénom et nom", "E-mail"] and not [one for one in headers if "passe" in one]
