"""Who reaches what of the renewal; no convention is loaded."""

NO_SUCH_ROW = (303, 303, 404, 404, 404, 404, 404)

RENEWAL = {
    ("GET", "/conventions/<period>/suite"): (404,) * 7,
    ("GET", "/equipe/renouvellement/<period>/"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/<period>/continuite"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/<period>/etapes"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/etapes"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/etapes/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/etapes/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/etapes/<int:number>/effacer"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/<period>/<kind>/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/<kind>/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/<kind>/<int:number>/effacer"): NO_SUCH_ROW,
}
