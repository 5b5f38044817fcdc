"""Who reaches what of the convention and of its life: without one, nobody ticks anything."""

TO_SIGN_IN, NO_CONVENTION = 303, (303, 303, 404, 404, 404, 404, 404)
ALL_READ, NOWHERE = (200,) * 7, (404,) * 7
COORDINATION = (303, 303, 403, 403, 200, 403, 403)
NO_SUCH_ROW = (303, 303, 404, 404, 404, 404, 404)

TICKS = {
    ("GET", "/equipe/convention/<slug>"): NO_CONVENTION,
    ("POST", "/equipe/convention/<slug>"): NO_CONVENTION,
}
YEARS = {
    ("GET", "/conventions/"): ALL_READ,
    ("GET", "/equipe/conventions/"): COORDINATION,
    ("GET", "/equipe/conventions/<period>"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/apercu/"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/apercu/<theme>/"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/apercu/engagements/<number>"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/etat"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/avenants"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/avenants/<int:number>/effacer"): NO_SUCH_ROW,
    ("GET", "/conventions/<period>/documents/"): NOWHERE,
    ("GET", "/conventions/<period>/documents/<int:number>"): NOWHERE,
    ("GET", "/equipe/conventions/versions/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/documents"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/documents/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/documents/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/documents/<int:number>/effacer"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/repartir"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/repartir"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/mots"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/mots/themes/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/mots/themes/<int:number>"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/mots/themes/<int:number>/ajouter"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/mots/themes/<int:number>/ajouter"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/mots/engagements/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/mots/engagements/<int:number>"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/mots/<kind>/<int:number>/retirer"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/mots/<kind>/<int:number>/retirer"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/mots/titre-et-jours"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/mots/titre-et-jours"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/<period>/mots/themes/ajouter"): NO_SUCH_ROW,
    ("POST", "/equipe/conventions/<period>/mots/themes/ajouter"): NO_SUCH_ROW,
    ("GET", "/equipe/conventions/nouvelle"): COORDINATION,
    ("POST", "/equipe/conventions/nouvelle"): (303, 303, 403, 403, 422, 403, 403),
}
