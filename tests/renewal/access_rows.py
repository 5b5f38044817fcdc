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
    ("GET", "/conventions/<period>/diagnostic/"): (404,) * 7,
    ("GET", "/conventions/<period>/diagnostic/<theme>"): (404,) * 7,
    ("GET", "/conventions/<period>/diagnostic/chiffres"): (404,) * 7,
    ("GET", "/equipe/renouvellement/<period>/diagnostic"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/diagnostic"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/<period>/diagnostic/<theme>"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/<period>/diagnostic/<theme>/constat"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/diagnostic/<theme>/constat"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/constats/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/constats/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/constats/<int:number>/effacer"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/<period>/chiffres"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/chiffres"): NO_SUCH_ROW,
    ("POST", "/equipe/renouvellement/<period>/chiffres/<int:number>/effacer"): NO_SUCH_ROW,
    ("GET", "/equipe/renouvellement/chiffres/vide.xlsx"): (303, 303, 403, 403, 200, 403, 403),
}
