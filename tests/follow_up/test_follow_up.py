"""An author follows an envie d'agir with a code or a link, and stays in command of it."""

from datetime import timedelta

import pytest

from ctg_site.domain import codes
from ctg_site.domain.workflow import Decision
from ctg_site.runtime import settings
from tests import factories


def code_of(proposal):
    return codes.code_of(proposal.seed, settings().code_key)


def link_of(proposal):
    return "/suivi/" + codes.link_of(proposal.seed, settings().code_key)


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: " ".join(code),
        lambda code: f"{code[:4]}-{code[4:8]}-{code[8:]}",
        lambda code: f" {code[:4]} – {code[4:8]}.{code[8:]}  ",
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: f"Code\u00a0: {code[:4]}-{code[4:8]}-{code[8:]}",
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
    ],
)
def test_a_code_is_read_kindly(browser, typed):
    proposal = factories.proposal()
    browser.get("/suivi")
    browser.submit("Ouvrir", code=typed(code_of(proposal)), to="/suivi")
    browser.follow()
    assert f"Mon envie n° {proposal.number}" in browser.text


def test_a_mistyped_code_is_told_apart_from_an_unknown_one(browser):
    proposal = factories.proposal()
    code = code_of(proposal)
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    browser.get("/suivi")
    browser.submit("Ouvrir", code=wrong, status=422)
    assert "faute de frappe" in browser.text
    assert browser.page.select_one("#code")["value"] == wrong
    unknown = "A" * 12
    browser.submit("Ouvrir", code=unknown + codes.check_sign(unknown), status=422)
    assert "n’ouvre aucune envie" in browser.text


def test_ten_tries_in_ten_minutes(browser, clock):
    unknown = "A" * 12 + codes.check_sign("A" * 12)
    browser.get("/suivi")
    for _ in range(10):
        browser.submit("Ouvrir", code=unknown, status=422)
    browser.submit("Ouvrir", code=unknown, status=429)
    assert browser.response.headers["Retry-After"] == "600"
    browser.get("/suivi/" + "A" * 26, status=429)
    clock.shift(timedelta(minutes=10))
    browser.get("/suivi/" + "A" * 26, status=303)


def test_right_codes_never_count(browser, clock):
    proposal = factories.proposal()
    for _ in range(12):
        browser.get(link_of(proposal), status=303, to="/suivi")


def test_the_secret_leaves_the_address_at_once(browser):
    proposal = factories.proposal()
    browser.get(link_of(proposal), status=303, to="/suivi")
    assert browser.response.headers["Referrer-Policy"] == "no-referrer"
    cookie = browser.response.headers["Set-Cookie"]
    assert "Path=/suivi" in cookie and "Expires" in cookie
    browser.follow()
    assert f"Mon envie n° {proposal.number}" in browser.text


def test_a_wrong_link_opens_nothing(browser):
    browser.get("/suivi/" + "A" * 26, status=303, to="/suivi")
    browser.follow()
    assert "n’ouvre aucune envie" in browser.text


def test_a_link_pasted_where_a_code_is_asked_opens_the_file(browser):
    proposal = factories.proposal()
    browser.get("/suivi")
    browser.submit("Ouvrir", code=f"https://envies.example{link_of(proposal)}", to=link_of(proposal))
    browser.follow(status=303, to="/suivi")
    browser.follow()
    assert f"Mon envie n° {proposal.number}" in browser.text


def test_a_cut_link_leads_to_the_code(browser):
    link = link_of(factories.proposal())
    for cut in ("x", link.removeprefix("/suivi/")[:-1], "A" * 200, "%F0%9F%8C%B1"):
        for _ in range(4):
            browser.get(f"/suivi/{cut}", status=303, to="/suivi")
        browser.follow()
        assert "Ce lien est incomplet" in browser.text
    browser.get("/suivi/", status=303, to="/suivi")
    browser.get(f"{link}.", status=303, to=link)
    browser.follow(status=303, to="/suivi")
    browser.follow()
    assert "Mon envie n°" in browser.text


def test_without_a_code_every_act_leads_to_the_code(browser):
    browser.get("/suivi")
    for path in ("message", "texte", "visibilite", "contester", "retirer"):
        browser.post(f"/suivi/{path}", {"message": "Bonjour"}, to="/suivi")


def test_thirty_minutes_then_the_code_is_asked_again(opened, clock):
    browser = opened(factories.proposal())
    clock.shift(29 * 60)
    browser.get("/suivi")
    assert "Mon envie" in browser.text
    clock.shift(31 * 60)
    browser.get("/suivi")
    assert "Votre code de suivi" in browser.text


def test_leaving_closes_the_file(opened):
    browser = opened(factories.proposal())
    browser.submit("Quitter", to="/suivi")
    browser.follow()
    assert "Votre code de suivi" in browser.text


def test_the_author_edits_until_the_centre_takes_it(opened):
    proposal = factories.proposal()
    browser = opened(proposal)
    browser.submit("Enregistrer", text="Deux jardins partagés", to="/suivi")
    assert factories.reread(proposal).text == "Deux jardins partagés"
    browser.follow()
    stale, url = browser.page, browser.url
    factories.take(proposal)
    browser.page, browser.url = stale, url
    browser.submit("Enregistrer", text="Trois jardins partagés, et un verger avec les anciens", status=409)
    assert "Trois jardins partagés" in browser.page.select_one("textarea").text
    assert factories.reread(proposal).text == "Deux jardins partagés"


def test_a_question_gets_its_answer(opened, mailbox):
    proposal = factories.decided(Decision.ASK_DETAIL, reason="Pour quel âge ?")
    browser = opened(proposal)
    assert "Le centre attend votre réponse." in browser.text and "Pour quel âge ?" in browser.text
    browser.submit("Envoyer mon message", message="Pour tous les âges.", to="/suivi")
    after = factories.reread(proposal)
    assert after.moderation == "received" and after.messages[-1].text == "Pour tous les âges."
    browser.follow()
    assert "Vous avez répondu au centre." in browser.text


def test_an_empty_message_is_told_and_a_long_one_kept(opened):
    browser = opened(factories.proposal())
    browser.submit("Envoyer mon message", message=" ", status=422)
    assert "Écrivez votre message" in browser.text
    browser.submit("Envoyer mon message", message="x" * 1600, status=422)
    assert browser.page.select_one("#message").text.strip() == "x" * 1600


def test_visible_and_private_at_any_time(opened, other_browser):
    proposal = factories.published()
    browser = opened(proposal)
    other_browser.get(f"/envies/{proposal.number}")
    assert "Camille" in other_browser.text
    browser.submit("Enregistrer mon choix", visibility="without_name", to="/suivi")
    other_browser.get(f"/envies/{proposal.number}")
    assert "Camille" not in other_browser.text
    browser.get("/suivi")
    browser.submit("Enregistrer mon choix", visibility="private", to="/suivi")
    other_browser.get(f"/envies/{proposal.number}", status=404)
    assert factories.reread(proposal).moderation == "private"
    browser.get("/suivi")
    browser.submit("Enregistrer mon choix", visibility="first_name", to="/suivi")
    other_browser.get(f"/envies/{proposal.number}")


def test_becoming_visible_waits_for_a_person_when_it_was_never_published(opened):
    proposal = factories.decided(Decision.KEEP_PRIVATE, visibility="private")
    browser = opened(proposal)
    browser.submit("Enregistrer mon choix", visibility="without_name", to="/suivi")
    assert factories.reread(proposal).moderation == "received"


def test_a_refusal_can_be_contested(opened):
    centre = factories.centre()
    agent = factories.staff("agent", centre)
    proposal = factories.decided(Decision.REFUSE, centre, by=agent, reason="Ce n’est pas possible ici.")
    browser = opened(proposal)
    browser.submit("Demander une autre lecture", why="Je pense le contraire.", to="/suivi")
    after = factories.reread(proposal)
    assert after.moderation == "received" and after.contested_id == agent.id


def test_withdrawing_asks_once_and_closes_the_code(opened):
    proposal = factories.published()
    browser = opened(proposal)
    browser.click("Retirer mon envie")
    browser.submit("Oui, retirer mon envie", to="/suivi")
    browser.follow()
    assert "Votre envie est retirée" in browser.text
    assert factories.reread(proposal).moderation == "withdrawn"


def test_under_fifteen_the_first_name_is_never_offered(opened):
    proposal = factories.proposal(age_band="under_15", visibility="without_name")
    browser = opened(proposal)
    values = {tag["value"] for tag in browser.page.select("[name=visibility]")}
    assert values == {"without_name", "private"}
    browser.post("/suivi/visibilite", {"visibility": "first_name"}, status=422)
