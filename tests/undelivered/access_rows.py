"""Who reaches the letters that could not leave: rows of the access matrix, in the order of PEOPLE."""

LETTERS = {
    ("GET", "/equipe/lettres/"): (303, 303, 403, 403, 200, 200, 403),
    ("POST", "/equipe/lettres/encore"): (303, 303, 403, 403, 303, 303, 403),
    ("POST", "/equipe/lettres/<int:number>/encore"): (303, 303, 404, 404, 404, 404, 404),
    ("POST", "/equipe/lettres/<int:number>/laisser"): (303, 303, 404, 404, 404, 404, 404),
    ("POST", "/equipe/lettres/envie/<int:number>/encore"): (303, 303, 409, 404, 409, 404, 404),
}
