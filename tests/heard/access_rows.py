"""Who reaches the book of words: nothing is in it."""

TO_SIGN_IN = 303
STAFF = (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403)
NO_SUCH_ROW = (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)

HEARD = {
    ("GET", "/entendu/"): (200,) * 7,
    ("GET", "/equipe/entendu/"): STAFF,
    ("GET", "/equipe/entendu/noter"): STAFF,
    ("POST", "/equipe/entendu/noter"): (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 403, 403),
    ("GET", "/equipe/entendu/<int:number>"): NO_SUCH_ROW,
    ("GET", "/equipe/entendu/<int:number>/corriger"): NO_SUCH_ROW,
    **{
        ("POST", f"/equipe/entendu/<int:number>/{act}"): NO_SUCH_ROW
        for act in ("corriger", "decision", "suite", "envie")
    },
}
