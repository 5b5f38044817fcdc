"""Who reaches what of the agenda: meeting number 1 is public, in the centre of « agent »; nothing else is."""

TO_SIGN_IN = 303
ALL_READ, NOWHERE = (200,) * 7, (404,) * 7
STAFF = (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403)
STAFF_EMPTY = (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 403, 403)
MANAGED = (TO_SIGN_IN, TO_SIGN_IN, 200, 404, 200, 404, 404)
MANAGED_EMPTY = (TO_SIGN_IN, TO_SIGN_IN, 422, 404, 422, 404, 404)
NO_SUCH_ROW = (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)

AGENDA = {
    ("GET", "/agenda/"): ALL_READ,
    ("GET", "/agenda/<int:number>"): ALL_READ,
    ("GET", "/agenda/<int:number>.ics"): ALL_READ,
    ("GET", "/agenda.ics"): ALL_READ,
    ("GET", "/agenda/instances/<key>.ics"): NOWHERE,
    ("GET", "/agenda/structures/<slug>.ics"): NOWHERE,
    ("GET", "/agenda/documents/<int:number>"): NOWHERE,
    ("GET", "/instances/"): ALL_READ,
    ("GET", "/instances/<key>"): NOWHERE,
    ("GET", "/inscription/<int:number>"): ALL_READ,
    ("POST", "/inscription/<int:number>"): (422,) * 7,
    ("GET", "/inscription/recu"): (303,) * 7,
    ("GET", "/inscription/code"): ALL_READ,
    ("POST", "/inscription/code"): (422,) * 7,
    ("GET", "/inscription/lien/<string(length=26):secret>"): (303,) * 7,
    ("GET", "/inscription/relie/<secret>"): (303,) * 7,
    ("POST", "/inscription/rendre"): (303,) * 7,
    ("POST", "/inscription/quitter"): (303,) * 7,
    ("GET", "/equipe/agenda/"): STAFF,
    ("GET", "/equipe/agenda/nouveau"): STAFF,
    ("POST", "/equipe/agenda/nouveau"): STAFF_EMPTY,
    ("GET", "/equipe/agenda/decisions"): STAFF,
    ("GET", "/equipe/agenda/tableur"): STAFF,
    ("POST", "/equipe/agenda/tableur"): STAFF_EMPTY,
    ("GET", "/equipe/agenda/tableur/modele.xlsx"): STAFF,
    ("POST", "/equipe/agenda/tableur/rendez-vous.xlsx"): STAFF,
    **{
        ("GET", f"/equipe/agenda/<int:number>{page}"): MANAGED
        for page in ("", "/modifier", "/annuler", "/compte-rendu", "/inscriptions")
    },
    **{
        ("POST", f"/equipe/agenda/<int:number>/{act}"): MANAGED_EMPTY
        for act in ("annuler", "compte-rendu", "retablir", "documents", "decisions", "inscriptions")
    },
    ("POST", "/equipe/agenda/<int:number>/modifier"): (TO_SIGN_IN, TO_SIGN_IN, 409, 404, 409, 404, 404),
    ("POST", "/equipe/agenda/<int:number>/presences"): (TO_SIGN_IN, TO_SIGN_IN, 303, 404, 303, 404, 404),
    ("POST", "/equipe/agenda/<int:number>/inscriptions/coordonnees"): (
        *(TO_SIGN_IN, TO_SIGN_IN),
        *(303, 404, 303, 404, 404),
    ),
    ("GET", "/equipe/agenda/decisions/<int:number>"): NO_SUCH_ROW,
    ("GET", "/equipe/agenda/documents/<int:number>"): NO_SUCH_ROW,
    ("GET", "/equipe/agenda/instances/<key>"): NO_SUCH_ROW,
    ("POST", "/equipe/agenda/instances/<key>"): NO_SUCH_ROW,
    ("POST", "/equipe/agenda/instances/<key>/supprimer"): NO_SUCH_ROW,
    ("GET", "/equipe/agenda/nouvelle-instance"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 200, 403, 403),
    ("POST", "/equipe/agenda/nouvelle-instance"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 422, 403, 403),
    **{
        ("POST", f"/equipe/agenda/{act}"): NO_SUCH_ROW
        for act in (
            "decisions/<int:number>/suivi",
            "decisions/<int:number>/modifier",
            "documents/<int:number>/retirer",
            "inscriptions/<int:number>/rendre",
            "inscriptions/<int:number>/confirmer",
            "inscriptions/<int:number>/prevenue",
            "inscriptions/<int:number>/pas-prevenue",
        )
    },
}
