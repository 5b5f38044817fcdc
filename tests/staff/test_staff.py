"""The administrator keeps the accounts: never their own rights, and never without a last one."""

import pytest

from ctg_site.accounts import operations as accounts
from ctg_site.accounts.queries import account, by_email, second_factor
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Forbidden
from ctg_site.models.access import KeptWriting
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from ctg_site.staff import operations
from tests import factories
from tests.browser import PASSWORD
from tests.submission.test_at_once import at_once

LIST, INVITE = "/equipe/comptes/", "/equipe/comptes/inviter"


@pytest.fixture
def administrator():
    return factories.staff(Role.ADMINISTRATOR)


@pytest.fixture
def desk(browser, administrator):
    return browser.sign_in(administrator)


def address_of(user):
    return f"{LIST}{user.id}"


def invite(desk, status=303, **values):
    desk.get(INVITE)
    filled = {"email": "nora@example.org", "name": "Nora Exemple", "function": "animatrice", "role": "agent"}
    desk.submit("Envoyer l’invitation", status=status, **filled | values)


def told():
    return [
        str(entry.event) for entry in db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.number))
    ]


def test_an_invitation_from_the_list_to_the_first_sign_in(desk, other_browser, mailbox):
    first, second = factories.centre(), factories.centre()
    desk.get(LIST)
    desk.click("Inviter une personne")
    invite(desk, structures=[first.slug, second.slug])
    desk.follow()
    assert "nora@example.org" in desk.text and "Invitation envoyée" in desk.text
    nora = by_email("nora@example.org")
    assert (nora.function, nora.role, len(nora.structures)) == ("animatrice", Role.AGENT, 2)
    db.session.commit()
    assert delivery.deliver_pending() == 1
    mail = mailbox[0]
    assert mail["To"] == "nora@example.org" and mail["Subject"] == "Votre compte sur Envies d’agir"
    link = mail.get_content().partition("http://localhost")[2].split()[0]
    other_browser.get(link)
    other_browser.submit("Choisir ce mot de passe", new_password=PASSWORD, status=303)
    other_browser.walk_in(nora)
    other_browser.get("/equipe/envies/")
    desk.get(address_of(nora))
    assert "Ouvert" in desk.text and "jamais" not in desk.text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "pas une adresse"}, "adresse e-mail complète"),
        ({"email": "a@b"}, "adresse e-mail complète"),
        ({"email": "x@example.org\r\nBcc: y@example.org"}, "adresse e-mail complète"),
        ({"email": ""}, "Écrivez l’adresse"),
        ({"name": ""}, "Écrivez le nom"),
        ({"name": "n" * 81}, "trop long"),
        ({"role": None}, "Choisissez un rôle"),
        ({"structures": None}, "travaille dans une structure"),
        ({"email": "prise@example.org"}, "a déjà un compte"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_told_and_nothing_is_lost(desk, values, said):
    place = factories.centre()
    factories.staff(Role.PARTNER, email="prise@example.org")
    invite(desk, status=422, **{"structures": [place.slug]} | values)
    assert said in desk.text
    if "name" not in values:
        assert desk.page.select_one("#name")["value"] == "Nora Exemple"
    assert db.session.scalars(db.select(Notice)).all() == []


@pytest.mark.parametrize("forged", [{"role": "root"}, {"structures": "nulle-part"}])
def test_a_forged_choice_is_refused(desk, forged):
    desk.get(INVITE)
    form = {
        "email": "nora@example.org",
        "name": "Nora",
        "role": "agent",
        "structures": factories.centre().slug,
    }
    desk.post(INVITE, form | forged, status=422)
    assert by_email("nora@example.org") is None


def test_a_change_of_role_or_place_closes_the_sessions_and_a_name_does_not(desk, other_browser):
    here, there = factories.centre(), factories.centre()
    agent = factories.staff(Role.AGENT, here)
    other_browser.walk_in(agent)
    desk.get(address_of(agent))
    desk.submit("Enregistrer", name="Nouveau Nom", function="référente", to=address_of(agent))
    other_browser.get("/equipe/envies/")
    assert "Nouveau Nom" in other_browser.text
    desk.get(address_of(agent))
    desk.submit("Enregistrer", structures=[here.slug, there.slug], status=303)
    other_browser.get("/equipe/envies/", status=303)
    other_browser.walk_in(agent)
    desk.get(address_of(agent))
    desk.submit("Enregistrer", role="partner", structures=None, status=303)
    other_browser.get("/equipe/compte/", status=303)
    assert account(agent.id).role is Role.PARTNER and account(agent.id).structures == []
    assert {"account_changed", "structures_changed", "role_changed"} <= set(told())


def test_an_agent_without_a_place_is_told(desk):
    agent = factories.staff(Role.AGENT, factories.centre())
    desk.get(address_of(agent))
    desk.submit("Enregistrer", structures=None, status=422)
    assert "travaille dans une structure" in desk.text


def test_nobody_gives_themselves_rights(desk, administrator):
    factories.staff(Role.ADMINISTRATOR)
    desk.get(address_of(administrator))
    assert desk.page.select_one("[name=role]") is None and "C’est votre compte" in desk.text
    forged = {"name": "Moi", "function": "", "role": "coordinator", "structures": factories.centre().slug}
    desk.post(address_of(administrator), forged, to=address_of(administrator))
    after = account(administrator.id)
    assert (after.name, after.role, after.structures) == ("Moi", Role.ADMINISTRATOR, [])
    for act in ("fermer", "telephone", "inviter", "rouvrir"):
        desk.get(LIST)
        desk.post(f"{address_of(administrator)}/{act}", status=403)
    with pytest.raises(Forbidden):
        operations.change(administrator.id, operations.Post("Moi", Role.COORDINATOR), by=administrator)


def test_an_account_is_closed_at_once_and_opened_again(desk, other_browser):
    agent = factories.staff(Role.AGENT, factories.centre())
    other_browser.walk_in(agent)
    factories.save(KeptWriting(user_id=agent.id, action="/equipe/", page="/equipe/", fields=[]))
    desk.get(address_of(agent))
    desk.submit("Oui, fermer ce compte", to=address_of(agent))
    desk.follow()
    assert "Fermé" in desk.text
    other_browser.get("/equipe/envies/", status=303)
    assert accounts.sign_in(agent.email, PASSWORD, None) is None
    desk.submit("Rouvrir ce compte", to=address_of(agent))
    other_browser.walk_in(agent)
    assert db.session.scalars(db.select(KeptWriting)).all() == []


def test_a_lost_telephone_is_set_up_anew(desk, other_browser):
    coordinator = factories.staff(Role.COORDINATOR)
    other_browser.walk_in(coordinator)
    desk.get(address_of(coordinator))
    desk.submit("Oui, remettre à zéro", status=303)
    assert second_factor(coordinator.id) is None
    other_browser.get("/equipe/compte/", status=303)
    other_browser.get("/equipe/connexion")
    other_browser.submit("Se connecter", email=coordinator.email, password=PASSWORD, status=303)
    other_browser.follow(status=303, to="/equipe/connexion/second-facteur")


def test_an_invitation_is_sent_again_only_to_whoever_waits(desk, mailbox):
    invite(desk, role="partner")
    nora = by_email("nora@example.org")
    desk.get(address_of(nora))
    desk.submit("Envoyer une nouvelle invitation", status=303)
    db.session.commit()
    assert delivery.deliver_pending() == 1, "the first one opens nothing any more, and does not leave"
    agent = factories.staff(Role.PARTNER)
    desk.get(address_of(agent))
    assert "Envoyer une nouvelle invitation" not in desk.text
    desk.post(f"{address_of(agent)}/inviter", status=422)
    assert "a déjà choisi son mot de passe" in desk.text


def test_the_last_administrator_stays(administrator):
    with pytest.raises(operations.AccountError):
        operations.disable(administrator.id)
    other = factories.staff(Role.ADMINISTRATOR)
    operations.disable(other.id, by=administrator)
    with pytest.raises(Forbidden):
        operations.change(administrator.id, operations.Post("X", Role.PARTNER), by=other)


def test_administrators_who_close_each_other_at_once_leave_one(app):
    for _ in range(3):
        people = [factories.staff(Role.ADMINISTRATOR).id for _ in range(4)]

        def closing(one, other):
            def act():
                by = account(one)
                try:
                    operations.disable(other, by=by)
                except (operations.AccountError, Forbidden):
                    return False
                return True

            return act

        pairs = [(one, other) for one in people for other in people if one != other]
        at_once(app, *[closing(one, other) for one, other in pairs])
        active = [number for number in people if account(number).is_active]
        assert len(active) == 1
        factories.save(account(active[0])).is_active = False
        db.session.commit()


def test_the_administrator_sees_no_file(desk):
    proposal = factories.published(text="Un four à pain pour la rue.")
    desk.get(LIST)
    assert "Les envies" not in desk.page.select_one("header nav").text
    desk.get(f"/equipe/envies/{proposal.number}", status=404)


@pytest.mark.parametrize("role", [Role.AGENT, Role.COORDINATOR, Role.PARTNER])
def test_nobody_else_sees_or_changes_accounts(browser, role):
    places = [factories.centre()] if role is Role.AGENT else []
    browser.sign_in(factories.staff(role, *places))
    other = factories.staff(Role.PARTNER)
    browser.get("/equipe/compte/")
    assert "Comptes" not in browser.page.select_one("header nav").text
    for address in (address_of(other), f"{address_of(other)}/fermer", INVITE):
        browser.get("/equipe/compte/")
        browser.post(address, {"name": "X", "role": "administrator"}, status=403)


def test_the_list_costs_the_same_when_it_grows_and_goes_on(desk, queries):
    place = factories.centre()
    desk.get(LIST)
    queries.clear()
    desk.get(LIST)
    few = len(queries)
    for number in range(60):
        factories.staff(Role.AGENT, place, name=f"Personne {number:03}")
    queries.clear()
    desk.get(LIST)
    assert len(queries) == few <= 6
    first = [row.th.a.text for row in desk.page.select("tbody tr")]
    desk.click("La suite")
    rest = [row.th.a.text for row in desk.page.select("tbody tr")]
    assert len(first) == 50 and len(rest) == 11 and first + rest == sorted(first + rest)


@pytest.mark.parametrize("name", ["", "  ", "é" * 81])
def test_nobody_is_left_without_a_name_whatever_the_door(administrator, name):
    """The pages ask it of their forms; the operations ask it of everybody."""
    agent, post = factories.staff(Role.COORDINATOR), operations.Post(name, Role.COORDINATOR)
    with pytest.raises(operations.AccountError, match="a name has 1 to 80 signs"):
        operations.change(agent.id, post, by=administrator)
    with pytest.raises(operations.AccountError, match="a name has 1 to 80 signs"):
        operations.invite("nora@example.org", post, by=administrator)
    assert account(agent.id).name == agent.name and by_email("nora@example.org") is None
