"""Who reaches what of the convention: without one, nobody ticks anything."""

TO_SIGN_IN, NOWHERE = 303, (303, 303, 404, 404, 404, 404, 404)

TICKS = {("GET", "/equipe/convention/<slug>"): NOWHERE, ("POST", "/equipe/convention/<slug>"): NOWHERE}
