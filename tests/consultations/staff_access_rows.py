"""Who reaches what of building and reading a consultation: number 1 is open, nobody answered it yet."""

from tests.agenda.access_rows import ALL_READ, NO_SUCH_ROW, NOWHERE, STAFF, TO_SIGN_IN


def kept(status):
    """The coordination alone, who is answered this."""
    return (TO_SIGN_IN, TO_SIGN_IN, 403, 403, status, 403, 403)


ALL = "/equipe/consultations/"
ONE = f"{ALL}<int:number>"
ANSWER = f"{ONE}/reponses/<int:question>/<int:answer>"

KEEPING = {
    ("GET", "/consultations/<int:number>/resultats"): ALL_READ,
    ("GET", "/consultations/<int:number>/resultats.csv"): NOWHERE,
    ("GET", ALL): STAFF,
    ("GET", f"{ALL}nouvelle"): kept(200),
    ("POST", f"{ALL}nouvelle"): kept(422),
    ("POST", f"{ALL}trois-questions"): kept(303),
    **{
        ("GET", f"{ONE}{page}"): kept(200)
        for page in ("", "/presentation", "/apercu", "/resultats", "/suite", "/a-verifier")
    },
    **{("POST", f"{ONE}/{page}"): kept(422) for page in ("presentation", "suite", "etat")},
    ("POST", f"{ONE}/a-verifier"): kept(303),
    ("POST", f"{ONE}/a-verifier/ecarter"): kept(303),
    ("POST", f"{ONE}/a-verifier/<int:contribution>/ecarter"): NO_SUCH_ROW,
    ("POST", f"{ONE}/reponses.xlsx"): kept(200),
    ("POST", f"{ONE}/reponses.csv"): kept(200),
    **{
        (method, f"{ONE}/{page}"): kept(409)
        for method in ("GET", "POST")
        for page in (
            "parties/nouvelle",
            "parties/<int:section>",
            "parties/<int:section>/questions/<kind>",
            "questions/<int:question>",
        )
    },
    **{
        ("POST", f"{ONE}/{part}/{act}"): kept(409)
        for part in ("parties/<int:section>", "questions/<int:question>")
        for act in ("deplacer", "retirer")
    },
    ("GET", f"{ONE}/reponses/<int:question>"): kept(200),
    ("POST", f"{ONE}/reponses/<int:question>"): kept(303),
    ("GET", ANSWER): NO_SUCH_ROW,
    **{
        ("POST", f"{ANSWER}/{act}"): NO_SUCH_ROW
        for act in ("etiquettes", "etiquettes/retirer", "parole", "parole/retirer")
    },
}
