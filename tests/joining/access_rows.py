"""Who reaches what of « J’en suis »: file 1 was never published, nobody joined; who carries an envie."""

TO_SIGN_IN = 303
ALL_READ, NOWHERE = (200,) * 7, (404,) * 7
NO_SUCH_ROW = (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)


def handled(answer: int) -> tuple[int, ...]:
    return (TO_SIGN_IN, TO_SIGN_IN, answer, 404, answer, 404, 404)


#: Before the author withdraws the file.
COMPANIONS = {
    ("GET", "/suivi/inviter"): (303, 200, 303, 303, 303, 303, 303),
    **{
        (method, f"/suivi/{page}"): (303,) * 7
        for method, page in (
            ("POST", "inviter"),
            ("POST", "inviter/<int:row>/retirer"),
            ("GET", "invitation"),
            ("POST", "invitation"),
            ("GET", "porter"),
            ("POST", "porter/arreter"),
        )
    },
}
PARTICIPANTS = "/equipe/envies/<int:number>/participants"
JOINING = {
    ("GET", "/rejoindre/<int:number>"): NOWHERE,
    ("POST", "/rejoindre/<int:number>"): NOWHERE,
    ("GET", "/rejoindre/recu"): ALL_READ,
    ("GET", "/rejoindre/lien/<string(length=26):secret>"): (303,) * 7,
    ("GET", "/rejoindre/relie/<secret>"): (303,) * 7,
    ("POST", "/rejoindre/retrait"): (303,) * 7,
    ("POST", "/rejoindre/quitter"): (303,) * 7,
    ("GET", PARTICIPANTS): handled(200),
    ("POST", PARTICIPANTS): handled(422),
    ("POST", f"{PARTICIPANTS}/accepter"): handled(303),
    ("POST", f"{PARTICIPANTS}/ecarter"): handled(303),
    ("POST", "/rejoindre/dates"): (303,) * 7,
    ("GET", "/equipe/envies/<int:number>/dates"): handled(200),
    ("POST", "/equipe/envies/<int:number>/dates"): handled(422),
    ("GET", "/equipe/envies/<int:number>/dates/modifier"): NO_SUCH_ROW,
    ("POST", "/equipe/envies/<int:number>/dates/modifier"): NO_SUCH_ROW,
    ("POST", "/equipe/envies/<int:number>/dates/choisir"): NO_SUCH_ROW,
    ("POST", "/equipe/envies/<int:number>/dates/retirer"): NO_SUCH_ROW,
    ("GET", "/equipe/participants/<int:number>/dates"): NO_SUCH_ROW,
    ("POST", "/equipe/participants/<int:number>/dates"): NO_SUCH_ROW,
    **{
        ("POST", f"/equipe/participants/<int:number>/{act}"): NO_SUCH_ROW
        for act in ("coordonnees", "appele", "prevenue", "pas-prevenue", "accepter", "retirer")
    },
}
