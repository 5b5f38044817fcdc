"""Who reaches what of the inbox and of a file, in the centre of « agent », that is not set aside."""

TO_SIGN_IN = 303

#: « agent » works in the centre and leads no team: the direction does, and the coordination.
TEAM = {
    ("GET", "/equipe/centre/<int:number>/"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 200, 403, 403),
    **{
        ("POST", f"/equipe/centre/<int:number>/{act}"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, answer, 403, 403)
        for act, answer in {"absence": 422, "absence/retirer": 303, "passer": 422}.items()
    },
}

INBOX = {
    ("GET", "/equipe/envies/"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    ("GET", "/equipe/envies/tableur"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    ("POST", "/equipe/envies/tableur/envies.xlsx"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    **{
        ("POST", f"/equipe/envies/{act}"): (TO_SIGN_IN, TO_SIGN_IN, 303, 303, 303, 403, 403)
        for act in ("accepter", "ranger")
    },
    ("GET", "/equipe/envies/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 200, 404, 200, 404, 404),
    ("GET", "/equipe/envies/<int:number>/confier"): (TO_SIGN_IN, TO_SIGN_IN, 200, 404, 200, 404, 404),
    **{
        ("GET", f"/equipe/envies/<int:number>/{page}"): (
            TO_SIGN_IN,
            TO_SIGN_IN,
            answer,
            404,
            answer,
            404,
            404,
        )
        for page, answer in {
            "journal": 200,
            "versions/<int:version>": 404,
            "regrouper": 200,
            "apercu": 200,
            "coordonnees/corriger": 303,
            "apercu/public": 200,
        }.items()
    },
    **{
        ("POST", f"/equipe/envies/<int:number>/{act}"): (
            TO_SIGN_IN,
            TO_SIGN_IN,
            answer,
            404,
            answer,
            404,
            404,
        )
        for act, answer in {
            "accepter": 409,
            "ranger": 409,
            "remettre": 409,
            "prendre": 422,
            "confier": 422,
            "transmettre": 422,
            "decision": 409,
            "etape": 409,
            "issue": 409,
            "masquer": 409,
            "afficher": 409,
            "regrouper": 422,
            "correction": 409,
            "message": 422,
            "note": 422,
            "coordonnees": 303,
            "coordonnees/corriger": 422,
            "prevenue": 303,
            "vu": 303,
            "pas-dit": 409,
        }.items()
    },
}
