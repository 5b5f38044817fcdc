"""How a member of the staff comes in, in a journey: the password, then the code of the telephone if any."""

import re

from tests.browser import PASSWORD


def sign_in(hands, scenes, email):
    """Until the first page of the staff area is there."""
    hands.page.goto("/equipe/connexion")
    hands.write("Adresse e-mail", email)
    hands.write("Mot de passe", PASSWORD)
    hands.press("Se connecter")
    if email in scenes.secrets:
        hands.page.wait_for_url("**/equipe/connexion/code")
        hands.write("Votre code", scenes.code(email))
        hands.press("Entrer")
    hands.page.wait_for_url(re.compile(r"/equipe/(?!connexion)"))
    return hands
