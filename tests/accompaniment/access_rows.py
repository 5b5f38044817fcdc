"""Who reaches the calls in vain and the letters to post: nothing waits to be posted."""

TO_SIGN_IN = 303
CALLS = {
    ("POST", "/equipe/rappels/<int:number>/sans-reponse"): (TO_SIGN_IN, TO_SIGN_IN, 303, 404, 303, 404, 404),
    ("POST", "/equipe/rappels/<int:number>/sans-reponse/annuler"): (
        *(TO_SIGN_IN, TO_SIGN_IN),
        *(409, 404, 409, 404, 404),
    ),
    ("GET", "/equipe/rappels/<int:number>/lettres/<int:row>.pdf"): (
        *(TO_SIGN_IN, TO_SIGN_IN),
        *(404, 404, 404, 404, 404),
    ),
}
