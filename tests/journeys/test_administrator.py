"""The administrator's day, with a script, without, by keyboard alone; every page of accounts seen by axe."""

import re
import time
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine

from ctg_site.db import db, now
from ctg_site.domain.tokens import derived_token
from ctg_site.models.access import PasswordReset
from ctg_site.models.people import Invitation, StaffSession, User
from tests.browser import PASSWORD
from tests.journeys.entry import sign_in
from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page

WIDE = {"width": 1280, "height": 900}
WAYS = {
    "with a script": (Pointer, {}),
    "without a script": (Pointer, {"java_script_enabled": False}),
    "by keyboard alone": (Keyboard, {}),
}
NEW = "quatre bateaux sous la lune rousse"


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    """Give somebody a device, and the hands to use it."""
    hands, options = WAYS[request.param]
    return lambda: hands(new_page(**options, viewport=WIDE))


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.fixture
def link(scenes, environment):
    """The link that the mail to an address holds: what its person opens."""

    def find(email, table=Invitation, purpose="invitation", path="/equipe/invitation/"):
        engine = create_engine(scenes.database_url)
        with engine.connect() as connection:
            seeds = db.select(table.seed).join(User).where(User.email == email).order_by(table.id.desc())
            seed = connection.execute(seeds).scalars().first()
        engine.dispose()
        return path + derived_token(seed, purpose, environment["CTG_CODE_KEY"])

    return find


def test_an_agent_is_invited_chooses_a_password_and_comes_in(sit_down, scenes, link, request):
    email = f"nora.{abs(hash(request.node.name))}@example.org"
    administrator = sign_in(sit_down(), scenes, scenes.administrator)
    administrator.follow("Comptes")
    heading(administrator, "Les comptes de l’équipe")
    administrator.follow("Inviter une personne")
    heading(administrator, "Inviter une personne")
    administrator.write("Adresse e-mail", email)
    administrator.write("Prénom et nom", "Nora Exemple")
    administrator.write("Fonction", "animatrice famille")
    administrator.choose(re.compile("Agent d’un centre"))
    administrator.tick("Centre des Mésanges")
    administrator.press("Envoyer l’invitation")
    said(administrator, email)

    agent = sit_down()
    agent.page.goto(link(email))
    heading(agent, "Bienvenue, Nora Exemple")
    agent.write("Votre nouveau mot de passe", NEW)
    agent.press("Choisir ce mot de passe")
    said(agent, "Votre mot de passe est choisi.")
    agent.write("Adresse e-mail", email)
    agent.write("Mot de passe", NEW)
    agent.press("Se connecter")
    heading(agent, "Aujourd’hui")


def test_an_open_screen_is_not_enough_to_give_rights(sit_down, scenes):
    """A quarter of an hour after coming in, the password is asked again, and what was written is not lost."""
    hands = sit_down()
    hands.page.watch.expect("403", "422")
    sign_in(hands, scenes, scenes.administrator)
    hands.page.goto("/equipe/comptes/inviter")
    email = f"paul.{time.monotonic_ns()}@example.org"
    hands.write("Adresse e-mail", email)
    hands.write("Prénom et nom", "Paul Exemple")
    hands.choose(re.compile("Partenaire"))
    grow_old(scenes, scenes.administrator)
    hands.press("Envoyer l’invitation")
    heading(hands, "Est-ce bien vous ?")
    hands.write("Votre mot de passe actuel", "pas le bon")
    hands.press("Oui, c’est moi")
    expect(hands.page.get_by_text("Ce n’est pas votre mot de passe actuel.").first).to_be_visible()
    hands.write("Votre mot de passe actuel", PASSWORD)
    hands.press("Oui, c’est moi")
    said(hands, email)


def grow_old(scenes, email):
    """As if this person had come in an hour ago, and stayed at their screen."""
    engine = create_engine(scenes.database_url)
    theirs = StaffSession.user_id == db.select(User.id).where(User.email == email).scalar_subquery()
    with engine.execution_options(ctg_writes=True).begin() as connection:
        aged = db.update(StaffSession).where(theirs).values(proved_at=now() - timedelta(hours=1))
        connection.execute(aged)
    engine.dispose()


@pytest.fixture
def administrator(page, scenes):
    page.watch.expect("422")
    page.set_viewport_size(WIDE)
    return sign_in(Pointer(page), scenes, scenes.administrator)


PAGES = (
    "/equipe/comptes/",
    "/equipe/comptes/inviter",
    "/equipe/comptes/1",
    "/equipe/compte/",
    "/equipe/compte/mot-de-passe",
    "/equipe/compte/second-facteur",
    "/equipe/retrouve",
)


def test_every_page_of_accounts(administrator):
    for address in PAGES:
        administrator.page.goto(address)
        check_page(administrator.page)


def test_the_page_that_asks_for_the_password_again(administrator, scenes):
    page = administrator.page
    page.watch.expect("403")
    page.goto("/equipe/comptes/1")
    grow_old(scenes, scenes.administrator)
    administrator.press("Enregistrer")
    heading(administrator, "Est-ce bien vous ?")
    check_page(page)
    administrator.press("Oui, c’est moi")
    expect(page.locator("main")).to_contain_text("Écrivez votre mot de passe actuel")
    check_page(page)


def test_the_errors_of_these_pages(administrator):
    page = administrator.page
    for address, button in (
        ("/equipe/comptes/inviter", "Envoyer l’invitation"),
        ("/equipe/compte/mot-de-passe", "Changer mon mot de passe"),
        ("/equipe/compte/second-facteur", "Changer de téléphone"),
    ):
        page.goto(address)
        administrator.press(button)
        expect(page.locator("#summary")).to_be_focused()
        check_page(page)


def test_another_telephone_and_its_recovery_codes(administrator):
    page = administrator.page
    page.goto("/equipe/compte/second-facteur")
    administrator.write("Votre mot de passe actuel", PASSWORD)
    administrator.press("Changer de téléphone")
    expect(page.get_by_role("heading", name="Le nouveau téléphone")).to_be_visible()
    check_page(page)
    page.goto("/equipe/compte/second-facteur")
    administrator.write("Votre mot de passe actuel", PASSWORD)
    administrator.press("Faire dix nouveaux codes de secours")
    heading(administrator, "Vos codes de secours")
    expect(page.get_by_role("button", name="Imprimer mes codes")).to_be_visible()
    check_page(page)
    administrator.press("J’ai gardé mes codes")
    said(administrator, "Vos codes de secours sont prêts.")


def test_the_pages_before_coming_in(page, scenes, link):
    page.watch.expect("422", "404")
    hands = Pointer(page)
    page.goto("/equipe/oubli")
    check_page(page)
    hands.press("Recevoir un lien")
    check_page(page)
    hands.write("Adresse e-mail", scenes.idle)
    hands.press("Recevoir un lien")
    said(hands, "un mail vient de partir")
    page.goto(link(scenes.idle, PasswordReset, "reset", "/equipe/oubli/"))
    heading(hands, "Choisir un nouveau mot de passe")
    hands.press("Choisir ce mot de passe")
    check_page(page)
    page.goto("/equipe/connexion")
    hands.write("Adresse e-mail", scenes.coordinator)
    hands.write("Mot de passe", PASSWORD)
    hands.press("Se connecter")
    heading(hands, "Votre code de connexion")
    expect(page.get_by_text("Démonstration : le code du moment est")).to_be_visible()
    check_page(page)
    hands.press("Entrer")
    check_page(page)


def test_the_first_telephone(page, scenes):
    page.watch.expect("422")
    hands = Pointer(page)
    page.goto("/equipe/connexion")
    hands.write("Adresse e-mail", scenes.newcomer)
    hands.write("Mot de passe", PASSWORD)
    hands.press("Se connecter")
    heading(hands, "Protéger votre compte avec un téléphone")
    hands.press("Vérifier et terminer")
    check_page(page)
    secret = page.locator("figure code").inner_text().replace(" ", "")
    hands.write("Votre code", pyotp.TOTP(secret).at(now()))
    hands.press("Vérifier et terminer")
    heading(hands, "Vos codes de secours")


def test_a_session_about_to_close_goes_on_where_one_writes(page, scenes):
    page.clock.install()
    hands = sign_in(Pointer(page), scenes, scenes.agent)
    page.goto(f"/equipe/envies/{scenes.files['received']}")
    hands.write("Note pour l’équipe", "Une longue note.")
    page.clock.fast_forward("26:00")
    messages = page.locator("#messages")
    expect(messages).to_contain_text("Votre session se ferme dans cinq minutes.")
    expect(messages).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Note pour l’équipe")).to_be_focused()
    check_page(page)
    hands.press("Garder ma session ouverte")
    said(hands, "Votre session continue.")
    expect(page.get_by_label("Note pour l’équipe")).to_have_value("Une longue note.")
    expect(page.get_by_role("button", name="Garder ma session ouverte")).to_be_hidden()
