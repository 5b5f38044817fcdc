"""Who reaches what of the remarks: remark 1 waits, about envie 2, in the centre of « agent »."""

TO_SIGN_IN = 303
ALL_READ, NOWHERE = (200,) * 7, (404,) * 7
STAFF = (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403)

REMARKS = {
    ("GET", "/paroles/envie/<int:envie>"): ALL_READ,
    ("POST", "/paroles/envie/<int:envie>"): (422,) * 7,
    **{
        (method, f"/paroles/{about}"): NOWHERE
        for method in ("GET", "POST")
        for about in ("action/<int:number>", "engagement/<period>/<number>")
    },
    ("GET", "/paroles/recu"): (303,) * 7,
    ("GET", "/envies/<int:number>/paroles"): NOWHERE,
    ("GET", "/actions/<int:number>/paroles"): NOWHERE,
    ("GET", "/conventions/<period>/engagements/<number>/paroles"): NOWHERE,
    ("GET", "/equipe/paroles/"): STAFF,
    ("GET", "/equipe/paroles/noter"): STAFF,
    ("POST", "/equipe/paroles/noter"): (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 403, 403),
    ("POST", "/equipe/paroles/ecarter"): (TO_SIGN_IN, TO_SIGN_IN, 303, 303, 303, 403, 403),
    ("GET", "/equipe/paroles/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 200, 404, 200, 404, 404),
    **{
        ("POST", f"/equipe/paroles/<int:number>/{act}"): (
            *(TO_SIGN_IN, TO_SIGN_IN),
            *(answer, 404, answer, 404, 404),
        )
        for act, answer in {"decision": 422, "reponse": 422, "accepter": 409}.items()
    },
}
