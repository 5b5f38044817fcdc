"""Who reaches what of the pile read one by one; the file waits in the centre of « agent »."""

TO_SIGN_IN = 303

READING = {
    ("GET", "/equipe/lecture/"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    **{
        ("POST", f"/equipe/lecture/{act}"): (TO_SIGN_IN, TO_SIGN_IN, 303, 303, 303, 403, 403)
        for act in ("", "suivante")
    },
    ("GET", "/equipe/lecture/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 200, 404, 200, 404, 404),
    **{
        ("POST", f"/equipe/lecture/<int:number>{act}"): (
            TO_SIGN_IN,
            TO_SIGN_IN,
            answer,
            404,
            answer,
            404,
            404,
        )
        for act, answer in {"": 409, "/passer": 303, "/annuler": 409}.items()
    },
}
