"""The rows of the access matrix for the search."""

TO_SIGN_IN = 303

KEPT_BY_THE_COORDINATION = (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 200, 200, 403)
SEARCH = {
    ("GET", "/recherche"): (200,) * 7,
    #: The page of a search gives no token: what comes without saying whence is refused.
    ("POST", "/recherche/sans-reponse"): (400,) * 7,
    ("GET", "/equipe/reglages/mots"): KEPT_BY_THE_COORDINATION,
    ("POST", "/equipe/reglages/mots"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 422, 422, 403),
    ("POST", "/equipe/reglages/mots/<int:number>/retirer"): (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404),
    ("GET", "/equipe/reglages/phrase"): KEPT_BY_THE_COORDINATION,
    ("GET", "/equipe/reglages/introuvables"): KEPT_BY_THE_COORDINATION,
}
