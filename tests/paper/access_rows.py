"""Who reaches the numbered sheets: no batch is there, and no stack is under way."""

TO_SIGN_IN = 303
ALL_READ = (200,) * 7
STAFF = (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403)
EMPTY = (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 403, 403)
NO_SUCH_ROW = (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)

PAPER = {
    ("GET", "/papier/fiche.pdf"): ALL_READ,
    ("GET", "/papier/<slug>/fiche.pdf"): (404,) * 7,
    ("GET", "/papier/<slug>/envies.pdf"): (404,) * 7,
    ("GET", "/consultations/<int:number>/fiche.pdf"): ALL_READ,
    ("GET", "/equipe/fiches/"): STAFF,
    ("POST", "/equipe/fiches/"): EMPTY,
    ("GET", "/equipe/fiches/<int:number>.pdf"): NO_SUCH_ROW,
    ("GET", "/equipe/fiches/saisie"): STAFF,
    ("POST", "/equipe/fiches/saisie"): EMPTY,
    ("GET", "/equipe/fiches/recus.pdf"): (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 403, 403),
    ("POST", "/equipe/fiches/recus/remis"): (TO_SIGN_IN, TO_SIGN_IN, 303, 303, 303, 403, 403),
    ("GET", "/equipe/consultations/<int:number>/fiches/<int:row>.pdf"): NO_SUCH_ROW,
}
