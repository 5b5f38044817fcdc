"""Six digits after the password: compulsory or chosen, good once, replaced by recovery codes on a bad day."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from ctg_site.accounts import operations, own_operations, queries, totp
from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.models.access import RecoveryCode, SecondFactor
from ctg_site.models.people import StaffSession
from ctg_site.runtime import settings
from ctg_site.services import clock as calendar
from ctg_site.services import identity
from ctg_site.staff import operations as staff_operations
from tests import factories
from tests.browser import PASSWORD, Browser, shown_code
from tests.submission.test_at_once import at_once

CODE, SET_UP = "/equipe/connexion/code", "/equipe/connexion/second-facteur"


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def agent(request):
    """An agent hired this very day; the clock stands still first where the test asks for it."""
    if "clock" in request.fixturenames:
        request.getfixturevalue("clock")
    return factories.staff(Role.AGENT, factories.centre())


def give_password(browser, user):
    browser.get("/equipe/connexion")
    browser.submit("Se connecter", email=user.email, password=PASSWORD, to=CODE)
    browser.follow()


def code_at(user, step):
    return totp.code_at(totp.secret_of(queries.second_factor(user.id).seed, settings().code_key), step)


def cookie(browser):
    return browser.client.get_cookie("ctg_equipe", path="/equipe").value


def test_the_password_alone_opens_nothing(browser, coordinator):
    give_password(browser, coordinator)
    for address in ("/equipe/", "/equipe/envies/", "/equipe/compte/"):
        browser.get(address, status=303)
        assert browser.response.location.startswith("/equipe/connexion?next=")
    half = db.session.scalars(db.select(StaffSession)).one()
    assert half.second_factor_due and half.user_id == coordinator.id
    assert db.session.get(type(coordinator), coordinator.id).last_sign_in_at is None


def test_the_code_opens_a_session_of_another_number(browser, coordinator):
    give_password(browser, coordinator)
    before, token = cookie(browser), db.session.scalars(db.select(StaffSession.token_hash)).one()
    browser.submit("Entrer", totp=shown_code(coordinator.email), to="/equipe/")
    assert cookie(browser) != before
    whole = db.session.scalars(db.select(StaffSession)).one()
    assert whole.token_hash != token and not whole.second_factor_due
    browser.get("/equipe/envies/")
    browser.client.set_cookie("ctg_equipe", before, path="/equipe")
    browser.get("/equipe/envies/", status=303)


def test_somebody_lands_where_they_were_going(browser, coordinator):
    browser.get("/equipe/connexion?next=/equipe/compte/")
    browser.submit("Se connecter", email=coordinator.email, password=PASSWORD, to=CODE)
    browser.follow()
    browser.submit("Entrer", totp=shown_code(coordinator.email), to="/equipe/compte/")


@pytest.mark.parametrize(("late", "status"), [(-61, 422), (-29, 303), (0, 303), (29, 303), (61, 422)])
def test_a_telephone_may_be_half_a_minute_wrong(clock, browser, coordinator, late, status):
    give_password(browser, coordinator)
    step = totp.step_at(now() + timedelta(seconds=late))
    browser.submit("Entrer", totp=code_at(coordinator, step), status=status)


def test_a_code_opens_once(clock, browser, other_browser, coordinator):
    code = code_at(coordinator, totp.step_at(now()))
    give_password(browser, coordinator)
    browser.submit("Entrer", totp=f"{code[:3]} {code[3:]}", to="/equipe/")
    give_password(other_browser, coordinator)
    other_browser.submit("Entrer", totp=code, status=422)
    assert "a déjà servi" in other_browser.text
    before = code_at(coordinator, totp.step_at(now()) - 1)
    other_browser.submit("Entrer", totp=before, status=422)
    clock.shift(timedelta(seconds=30))
    other_browser.submit("Entrer", totp=code_at(coordinator, totp.step_at(now())), to="/equipe/")


def test_one_code_given_ten_times_at_once_opens_once(app, coordinator):
    halves = [operations.sign_in(coordinator.email, PASSWORD, None).token for _ in range(10)]
    code = code_at(coordinator, totp.step_at(now()))

    def give(token):
        def act():
            try:
                return operations.give_code(queries.half_session(token), code, None) is not None
            except operations.Replayed:
                return False

        return act

    assert sum(at_once(app, *map(give, halves))) == 1


def test_wrong_codes_are_slowed_and_another_place_still_passes(clock, browser, coordinator):
    give_password(browser, coordinator)
    for _ in range(5):
        browser.submit("Entrer", totp="000000", status=422)
    assert "n’est pas le bon" in browser.text
    browser.submit("Entrer", totp=shown_code(coordinator.email), status=429)
    half = operations.sign_in(coordinator.email, PASSWORD, "198.51.100.0/24")
    code = code_at(coordinator, totp.step_at(now()))
    assert operations.give_code(queries.half_session(half.token), code, "198.51.100.0/24")


def test_a_half_session_lasts_twenty_minutes(clock, browser, coordinator):
    give_password(browser, coordinator)
    clock.shift(timedelta(minutes=21))
    browser.post(CODE, {"totp": shown_code(coordinator.email)}, to="/equipe/connexion")


def test_whoever_must_have_one_sets_it_up_first(browser):
    user = factories.staff(Role.ADMINISTRATOR, second_factor=False)
    browser.get("/equipe/connexion")
    browser.submit("Se connecter", email=user.email, password=PASSWORD, to=CODE)
    browser.follow(status=303, to=SET_UP)
    browser.follow()
    assert browser.page.select_one("figure img")["src"].startswith("data:image/svg+xml")
    secret = browser.page.select_one("figure code").text.replace(" ", "")
    browser.get("/equipe/compte/", status=303)
    browser.get(SET_UP)
    browser.submit("Vérifier et terminer", totp="123", status=422)
    browser.submit("Vérifier et terminer", totp=pyotp.TOTP(secret).at(now()), to="/equipe/compte/codes")
    browser.follow()
    codes = [tag.text for tag in browser.page.select(".codes code")]
    assert len(set(codes)) == 10
    browser.get("/equipe/compte/codes")
    browser.submit("J’ai gardé mes codes", to="/equipe/")
    browser.get("/equipe/compte/codes", status=303, to="/equipe/compte/second-facteur")


def recovery_codes_of(user):
    db.session.commit()
    session = operations.sign_in(user.email, PASSWORD, None)
    half = queries.half_session(session.token)
    token = operations.give_code(half, shown_code(user.email), None)
    own_operations.renew_recovery_codes(queries.session_of(token))
    return ["-".join(groups) for groups in queries.shown_codes(queries.session_of(token))]


def test_a_recovery_code_opens_once_however_it_is_typed(browser, other_browser, coordinator):
    codes = recovery_codes_of(coordinator)
    stored = [row.code_hash for row in db.session.scalars(db.select(RecoveryCode))]
    assert len(stored) == 10 and not set(stored) & set(codes)
    give_password(browser, coordinator)
    browser.submit("Entrer", totp=codes[3].lower().replace("-", " "), to="/equipe/")
    give_password(other_browser, coordinator)
    other_browser.submit("Entrer", totp=codes[3], status=422)
    other_browser.submit("Entrer", totp=codes[4], to="/equipe/")
    other_browser.get("/equipe/compte/second-facteur")
    assert "8 codes de secours" in other_browser.text


def test_somebody_elses_recovery_code_opens_nothing(browser, coordinator):
    codes = recovery_codes_of(factories.staff(Role.COORDINATOR))
    give_password(browser, coordinator)
    browser.submit("Entrer", totp=codes[0], status=422)


def test_whoever_may_chooses_one_then_goes_back(browser, other_browser):
    partner = factories.staff(Role.PARTNER)
    other_browser.walk_in(partner)
    browser.walk_in(partner)
    browser.get("/equipe/compte/second-facteur")
    browser.submit("Mettre en place avec mon téléphone", present_password="pas le bon", status=422)
    browser.submit("Mettre en place avec mon téléphone", present_password=PASSWORD, status=303)
    browser.get("/equipe/compte/second-facteur")
    secret = browser.page.select_one("figure code").text.replace(" ", "")
    browser.submit("Vérifier et terminer", totp="000000", status=422)
    browser.submit("Vérifier et terminer", totp=pyotp.TOTP(secret).at(now()), to="/equipe/compte/codes")
    other_browser.get("/equipe/compte/", status=303)
    browser.get("/equipe/compte/second-facteur")
    browser.submit("Ne plus utiliser de code", present_password=PASSWORD, status=303)
    assert db.session.scalars(db.select(SecondFactor)).all() == []


def test_a_compulsory_one_is_never_removed(browser, coordinator):
    browser.walk_in(coordinator)
    browser.get("/equipe/compte/second-facteur")
    assert "Ne plus utiliser de code" not in browser.text
    browser.post("/equipe/compte/second-facteur/retirer", {"present_password": PASSWORD}, status=403)


def test_the_old_telephone_serves_until_the_new_one_answers(browser, other_browser, coordinator):
    browser.walk_in(coordinator)
    browser.get("/equipe/compte/second-facteur")
    browser.submit("Changer de téléphone", present_password=PASSWORD, status=303)
    other_browser.walk_in(coordinator)
    other_browser.get("/equipe/envies/")


def test_a_demonstration_says_the_code_and_nobody_else_does(app, settings, browser, coordinator, monkeypatch):
    give_password(browser, coordinator)
    assert "Démonstration" not in browser.text
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings, demo=True))
    browser.get(CODE)
    said = browser.page.select_one(".box").text
    code = "".join(sign for sign in said if sign.isdigit())
    browser.submit("Entrer", totp=code, to="/equipe/")


def test_the_secret_is_not_in_the_database(coordinator):
    factor = queries.second_factor(coordinator.id)
    secret = totp.secret_of(factor.seed, settings().code_key)
    assert len(secret) == 32 and secret not in str(vars(factor))
    assert totp.secret_of(factor.seed, "another key") != secret


def test_an_agent_has_a_first_week_then_needs_a_telephone(app, clock, browser, agent):
    """Agents open telephones: the first sign-ins tell the day, then the code is asked for good."""
    browser.get("/equipe/connexion")
    browser.submit("Se connecter", email=agent.email, password=PASSWORD, status=303)
    browser.get("/equipe/envies/")
    assert "Dès le 1er décembre" in browser.text
    browser.get("/equipe/compte/second-facteur")
    assert "Dès le" in browser.text
    clock.shift(timedelta(days=7))
    other = Browser(app.test_client())
    other.get("/equipe/connexion")
    other.submit("Se connecter", email=agent.email, password=PASSWORD, to="/equipe/connexion/code")
    other.get("/equipe/connexion/second-facteur")
    other.get("/equipe/envies/", status=303)


def test_an_agent_of_before_the_rule_has_its_week_too(clock, agent):
    clock.shift(timedelta(days=400))
    assert queries.second_factor_from(agent) < calendar.today()
    identity.settle()
    assert queries.second_factor_from(agent) == calendar.today() + timedelta(days=7)
    assert queries.second_factor_missing(agent)


def test_the_week_begins_with_the_first_password(clock, browser):
    token = staff_operations.add_staff("nora@example.org", "Nora", Role.AGENT, (factories.centre().slug,))
    clock.shift(timedelta(days=2))
    assert own_operations.choose_password("invitation", token, PASSWORD)
    nora = queries.by_email("nora@example.org")
    assert queries.second_factor_from(nora) == calendar.today() + timedelta(days=7)


def test_the_week_begins_again_with_a_role_that_opens_telephones(clock):
    partner, administrator = factories.staff(Role.PARTNER), factories.staff(Role.ADMINISTRATOR)
    clock.shift(timedelta(days=400))
    post = staff_operations.Post("Nora", Role.AGENT, (factories.centre().slug,))
    staff_operations.change(partner.id, post, administrator)
    assert queries.second_factor_from(queries.account(partner.id)) == calendar.today() + timedelta(days=7)


def test_nobody_asked_a_partner_nor_somebody_invented(app, agent, settings, monkeypatch):
    assert queries.second_factor_from(factories.staff(Role.PARTNER)) is None
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings, demo=True))
    assert queries.second_factor_from(agent) is None
