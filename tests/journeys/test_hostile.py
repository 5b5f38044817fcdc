"""Another site sends our forms from its own page, in a real browser: nothing is done, lost or offered."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine

from ctg_site.db import db
from ctg_site.models.people import User
from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer

#: A neighbour of ours, whose pages get the cookies of the whole machine, and a stranger. Neither is a server.
ATTACKERS = ("http://127.0.0.1:8999", "http://localhost:8999")
INVITATION = {"email": "mallory@example.org", "name": "Mallory", "function": "", "role": "administrator"}


def visit(page, attacker, action, **words):
    """The page of another site, whose form leaves by itself."""
    fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in words.items())
    page.watch.expect("status of 400")
    body = f'<form method="post" action="{action}">{fields}</form><script>document.forms[0].submit()</script>'
    page.route(f"{attacker}/**", lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto(f"{attacker}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cet envoi ne vient pas d’ici")
    assert not page.locator("form, button, input").count(), "nothing to press on what another site began"


@pytest.mark.parametrize("attacker", ATTACKERS, ids=["a neighbour", "a stranger"])
def test_nobody_is_invited_by_another_site_nor_signed_out(new_page, site, scenes, attacker):
    page = new_page()
    sign_in(Pointer(page), scenes, scenes.administrator)
    visit(page, attacker, f"{site}/equipe/comptes/inviter", **INVITATION)
    engine = create_engine(scenes.database_url)
    with engine.connect() as connection:
        asked = db.select(User.id).where(User.email == INVITATION["email"])
        assert connection.execute(asked).first() is None
    engine.dispose()
    page.goto("/equipe/comptes/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Les comptes de l’équipe")


@pytest.mark.parametrize("attacker", ATTACKERS, ids=["a neighbour", "a stranger"])
def test_a_draft_and_a_follow_up_stay_as_they_were(new_page, site, scenes, attacker):
    page = new_page()
    hands = Pointer(page)
    page.goto("/envies/proposer")
    hands.write("Dites-le avec vos mots", "Un banc devant la boulangerie.")
    hands.press("Continuer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment vous répondre ?")
    visit(page, attacker, f"{site}/envies/proposer/effacer")
    page.goto("/envies/proposer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Une envie est commencée")

    page.goto("/suivi")
    hands.write("Votre code de suivi", scenes.codes["received"])
    hands.press("Ouvrir")
    mine = page.get_by_role("heading", level=1, name="Mon envie n°")
    expect(mine).to_be_visible()
    visit(page, attacker, f"{site}/suivi/retirer", sure="y")
    page.goto("/suivi")
    expect(mine).to_be_visible()
