"""Who reaches the shared tablet: none runs here, so that everything leads to its first page."""

TO_SIGN_IN = 303

TABLET = {
    ("GET", "/borne"): (200,) * 7,
    **{
        ("GET", f"/borne/{page}"): (303,) * 7
        for page in (
            *("ouvrir/<secret>", "envie", "contact", "verifier", "recu", "ou", "vous", "encore-la"),
            "quitter",
        )
    },
    # The page of a tablet that is over gives no token: nothing is sent from it.
    **{
        ("POST", f"/borne/{act}"): (400,) * 7
        for act in ("commencer", "envie", "contact", "envoyer", "ou", "vous", "fin", "quitter")
    },
    ("GET", "/equipe/borne"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    ("POST", "/equipe/borne"): (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 403, 403),
    ("POST", "/equipe/borne/<int:number>/arreter"): (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404),
}
