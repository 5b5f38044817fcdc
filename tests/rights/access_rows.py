"""Who reaches the requests about one’s data: rows of the access matrix, in the order of PEOPLE."""

RIGHTS = {
    ("GET", "/demander-mes-droits"): (200,) * 7,
    ("POST", "/demander-mes-droits"): (422,) * 7,
    ("GET", "/demander-mes-droits/recu"): (303,) * 7,
    ("GET", "/accessibilite/signaler"): (200,) * 7,
    ("POST", "/accessibilite/signaler"): (422,) * 7,
    ("GET", "/accessibilite/signaler/recu"): (303,) * 7,
    ("POST", "/equipe/droits/<int:number>/acces"): (303, 303, 404, 404, 404, 404, 404),
    ("GET", "/suivi/mes-droits"): (303, 200, 303, 303, 303, 303, 303),
    ("POST", "/suivi/mes-droits"): (303, 422, 303, 303, 303, 303, 303),
    ("GET", "/suivi/mes-droits/copie"): (303, 404, 303, 303, 303, 303, 303),
    ("GET", "/suivi/mes-droits/copie.json"): (303, 404, 303, 303, 303, 303, 303),
    ("GET", "/equipe/droits/"): (303, 303, 200, 200, 200, 403, 403),
    ("GET", "/equipe/droits/<int:number>"): (303, 303, 404, 404, 404, 404, 404),
    ("POST", "/equipe/droits/<int:number>/identite"): (303, 303, 404, 404, 404, 404, 404),
    ("POST", "/equipe/droits/<int:number>/reponse"): (303, 303, 404, 404, 404, 404, 404),
    ("POST", "/equipe/droits/<int:number>/refus"): (303, 303, 404, 404, 404, 404, 404),
    ("GET", "/equipe/droits/<int:number>/copie"): (303, 303, 404, 404, 404, 404, 404),
    ("GET", "/equipe/droits/<int:number>/copie.json"): (303, 303, 404, 404, 404, 404, 404),
    ("GET", "/equipe/envies/<int:number>/droits"): (303, 303, 200, 404, 200, 404, 404),
    ("POST", "/equipe/envies/<int:number>/droits"): (303, 303, 422, 404, 422, 404, 404),
}
