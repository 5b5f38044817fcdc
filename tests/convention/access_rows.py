"""Who reaches what of the convention and of its life: without one, nobody ticks anything."""

TO_SIGN_IN, NOWHERE = 303, (303, 303, 404, 404, 404, 404, 404)
ALL_READ = (200,) * 7
COORDINATION = (303, 303, 403, 403, 200, 403, 403)
NO_SUCH_ROW = (303, 303, 404, 404, 404, 404, 404)

TICKS = {("GET", "/equipe/convention/<slug>"): NOWHERE, ("POST", "/equipe/convention/<slug>"): NOWHERE}
YEARS = {
    ("GET", "/conventions/"): ALL_READ,
    ("GET", "/equipe/conventions/"): COORDINATION,
    ("GET", "/equipe/conventions/<period>"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/apercu"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/etat"): NO_SUCH_ROW,
}
