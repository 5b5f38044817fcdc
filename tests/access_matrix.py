"""Who reaches what: a row for each address and verb; those of a slice are in its `access_rows.py`."""

from importlib import import_module
from pathlib import Path

PEOPLE = ("visitor", "author", "agent", "other_agent", "coordinator", "administrator", "partner")

#: What each person is answered, in the order of PEOPLE. The file is in the centre of « agent »; the author
#: holds its code; a second one, « envie », is published and reported once. Every POST carries its token and
#: nothing else: 422 is a form read and found empty.
ALL_READ = (200,) * 7
TO_SIGN_IN = 303
#: One's own account, and the accounts of the others.
OWN = (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 200, 200)
OWN_EMPTY = (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 422, 422)
MANAGED = (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 403, 200, 403)


def rows_of_slices():
    for path in sorted(Path(__file__).parent.glob("*/access_rows.py")):
        for told in vars(import_module(f"tests.{path.parent.name}.access_rows")).values():
            if isinstance(told, dict):
                yield from ((key, row) for key, row in told.items() if isinstance(key, tuple))


MATRIX = {
    ("GET", "/"): ALL_READ,
    ("GET", "/aide"): ALL_READ,
    ("GET", "/contact"): ALL_READ,
    ("GET", "/charte"): ALL_READ,
    ("GET", "/accessibilite"): ALL_READ,
    ("GET", "/mentions-legales"): ALL_READ,
    ("GET", "/donnees-personnelles"): ALL_READ,
    ("GET", "/mes-droits"): ALL_READ,
    ("GET", "/plan-du-site"): ALL_READ,
    ("GET", "/papier"): ALL_READ,
    ("GET", "/robots.txt"): ALL_READ,
    ("GET", "/sitemap.xml"): ALL_READ,
    ("GET", "/.well-known/security.txt"): ALL_READ,
    ("GET", "/healthz"): ALL_READ,
    ("GET", "/readyz"): ALL_READ,
    ("GET", "/convention/"): (404,) * 7,
    ("GET", "/convention/<theme>/"): (404,) * 7,
    ("GET", "/convention/engagements/<number>"): (404,) * 7,
    ("GET", "/conventions/<period>/"): (404,) * 7,
    ("GET", "/conventions/<period>/<theme>/"): (404,) * 7,
    ("GET", "/conventions/<period>/engagements/<number>"): (404,) * 7,
    ("GET", "/envies/"): ALL_READ,
    ("GET", "/envies/<int:number>"): (404,) * 7,
    ("GET", "/envies/proposer"): ALL_READ,
    ("GET", "/envies/proposer/envie"): ALL_READ,
    ("POST", "/envies/proposer/envie"): (422,) * 7,
    ("GET", "/envies/proposer/parler"): ALL_READ,
    ("POST", "/envies/proposer/parler"): (422,) * 7,
    ("GET", "/envies/proposer/ou"): (303,) * 7,
    ("POST", "/envies/proposer/ou"): (303,) * 7,
    ("GET", "/envies/proposer/vous"): (303,) * 7,
    ("POST", "/envies/proposer/vous"): (303,) * 7,
    ("GET", "/envies/proposer/contact"): ALL_READ,
    ("POST", "/envies/proposer/contact"): (422,) * 7,
    ("GET", "/envies/proposer/verifier"): (303,) * 7,
    ("POST", "/envies/proposer/envoyer"): (303,) * 7,
    ("GET", "/envies/proposer/recu"): (303,) * 7,
    ("POST", "/envies/proposer/effacer"): (303,) * 7,
    ("POST", "/envies/proposer/reprendre"): (303,) * 7,
    ("POST", "/envies/proposer/autre"): (303,) * 7,
    ("POST", "/envies/proposer/quitter"): (303,) * 7,
    ("GET", "/suivi"): ALL_READ,
    ("POST", "/suivi"): (422,) * 7,
    ("GET", "/suivi/"): (303,) * 7,
    ("GET", "/suivi/<secret>"): (303,) * 7,
    ("GET", "/suivi/codes"): (303, 200, 303, 303, 303, 303, 303),
    ("POST", "/suivi/codes"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/codes/<int:number>/ouvrir"): (303,) * 7,
    ("POST", "/suivi/codes/<int:number>/delier"): (303,) * 7,
    ("POST", "/suivi/quitter"): (303,) * 7,
    ("POST", "/suivi/rester"): (303,) * 7,
    ("POST", "/suivi/message"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/texte"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/visibilite"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/c-est-fait"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/contester"): (303, 422, 303, 303, 303, 303, 303),
    ("GET", "/suivi/retirer"): (303, 200, 303, 303, 303, 303, 303),
    ("POST", "/suivi/retirer"): (303,) * 7,
    ("GET", "/suivi/coordonnees"): (303, 200, 303, 303, 303, 303, 303),
    ("POST", "/suivi/coordonnees"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/ne-plus-ecrire"): (303,) * 7,
    ("POST", "/suivi/ecrire-a-nouveau"): (303,) * 7,
    ("GET", "/equipe/saisie"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    ("POST", "/equipe/saisie"): (TO_SIGN_IN, TO_SIGN_IN, 422, 422, 422, 403, 403),
    **{
        (method, f"/equipe/saisie/{page}"): (TO_SIGN_IN, TO_SIGN_IN, 410, 410, 410, 404, 404)
        for method, page in (
            ("GET", "<int:number>"),
            ("POST", "<int:number>"),
            ("GET", "<int:number>/verifier"),
            ("POST", "<int:number>/envoyer"),
            ("POST", "<int:number>/effacer"),
        )
    },
    **{
        (method, f"/equipe/saisie/recu/{page}"): (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)
        for method, page in (("GET", "<int:number>"), ("POST", "<int:number>/remis"))
    },
    ("GET", "/equipe/saisie/nouveau-code/<int:number>"): (
        TO_SIGN_IN,
        TO_SIGN_IN,
        200,
        404,
        200,
        404,
        404,
    ),
    ("POST", "/equipe/saisie/nouveau-code/<int:number>"): (
        TO_SIGN_IN,
        TO_SIGN_IN,
        422,
        404,
        422,
        404,
        404,
    ),
    ("GET", "/equipe/connexion"): ALL_READ,
    ("POST", "/equipe/connexion"): (422,) * 7,
    ("POST", "/equipe/deconnexion"): (303,) * 7,
    ("GET", "/equipe/connexion/code"): (TO_SIGN_IN,) * 7,
    ("POST", "/equipe/connexion/code"): (TO_SIGN_IN,) * 7,
    ("GET", "/equipe/connexion/second-facteur"): (TO_SIGN_IN,) * 7,
    ("POST", "/equipe/connexion/second-facteur"): (TO_SIGN_IN,) * 7,
    ("GET", "/equipe/oubli"): ALL_READ,
    ("POST", "/equipe/oubli"): (422,) * 7,
    ("GET", "/equipe/oubli/<token>"): (404,) * 7,
    ("POST", "/equipe/oubli/<token>"): (404,) * 7,
    ("POST", "/equipe/rester"): (303,) * 7,
    ("GET", "/equipe/compte/"): OWN,
    ("POST", "/equipe/compte/nouvelles-envies"): OWN_EMPTY,
    ("POST", "/equipe/compte/prenom"): (303,) * 7,
    ("GET", "/equipe/compte/mot-de-passe"): OWN,
    ("POST", "/equipe/compte/mot-de-passe"): OWN_EMPTY,
    ("GET", "/equipe/compte/second-facteur"): OWN,
    ("POST", "/equipe/compte/second-facteur/<any(telephone, codes, retirer):act>"): OWN_EMPTY,
    ("POST", "/equipe/compte/second-facteur/verifier"): OWN_EMPTY,
    ("GET", "/equipe/compte/codes"): (303,) * 7,
    ("POST", "/equipe/compte/codes"): (303,) * 7,
    ("POST", "/equipe/compte/sessions/fermer"): (303,) * 7,
    ("POST", "/equipe/compte/sessions/<int:number>/fermer"): (303,) * 7,
    ("GET", "/equipe/retrouve"): OWN,
    ("POST", "/equipe/retrouve"): (303,) * 7,
    ("GET", "/equipe/comptes/"): MANAGED,
    ("GET", "/equipe/comptes/inviter"): MANAGED,
    ("GET", "/equipe/comptes/tableur"): MANAGED,
    ("GET", "/equipe/comptes/tableur/modele.xlsx"): MANAGED,
    ("POST", "/equipe/comptes/tableur"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 403, 422, 403),
    ("POST", "/equipe/comptes/inviter"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 403, 422, 403),
    ("GET", "/equipe/comptes/<int:number>"): MANAGED,
    ("POST", "/equipe/comptes/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 403, 422, 403),
    ("POST", "/equipe/comptes/<int:number>/<any(inviter, fermer, rouvrir, telephone):act>"): (
        *(TO_SIGN_IN, TO_SIGN_IN, 403, 403, 403, 303, 403),
    ),
    ("GET", "/equipe/invitation/<token>"): (404,) * 7,
    ("POST", "/equipe/invitation/<token>"): (404,) * 7,
}
A_FILE = "/equipe/envies/<int:number>/accompagnement"
MATRIX |= {
    ("GET", "/envies/<int:number>/photos/<int:photo>"): (404,) * 7,
    ("GET", "/envies/<int:number>/photos/<int:photo>/petite"): (404,) * 7,
    ("GET", "/equipe/rappels"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    ("POST", "/equipe/rappels/preparer"): (TO_SIGN_IN, TO_SIGN_IN, 303, 303, 403, 403, 403),
    ("POST", "/equipe/rappels/<int:number>/appele"): (TO_SIGN_IN, TO_SIGN_IN, 303, 404, 303, 404, 404),
    ("POST", "/equipe/rappels/<int:number>/fait"): (TO_SIGN_IN, TO_SIGN_IN, 409, 404, 409, 404, 404),
    ("POST", "/equipe/rappels/<int:number>/pas-fait"): (TO_SIGN_IN, TO_SIGN_IN, 409, 404, 409, 404, 404),
    ("GET", f"{A_FILE}/recit/photo/<int:photo>"): (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404),
    **{
        (method, f"{A_FILE}{end}"): (TO_SIGN_IN, TO_SIGN_IN, answer, 404, answer, 404, 404)
        for method, end, answer in (
            ("GET", "", 200),
            ("POST", "/fait", 422),
            ("POST", "/coup-de-pouce", 422),
            ("POST", "/demande", 422),
            *(("POST", "/reponse", 409), ("POST", "/reponse/annuler", 409)),
            ("POST", "/groupe", 422),
            ("POST", "/effacer", 409),
            ("POST", "/engagements", 303),
            ("POST", "/parole", 422),
            ("GET", "/bilan", 200),
            ("POST", "/bilan", 409),
            ("GET", "/recit", 200),
            ("POST", "/recit", 409),
            ("POST", "/recit/parole", 422),
            ("POST", "/recit/photo", 422),
            ("POST", "/recit/effacer", 409),
            ("POST", "/recit/publier", 409),
            ("POST", "/recit/retirer", 409),
        )
    },
}
PARTS = {
    **dict.fromkeys(("structures", "sortes"), "nouvelle"),
    **dict.fromkeys(("quartiers", "motifs", "modeles", "rendez-vous", "dispositifs"), "nouveau"),
}
#: Their first row is there, and something is of it.
USED = ("structures", "sortes", "rendez-vous")
SHEET = "/equipe/reglages/<any(quartiers, structures):kind>/tableur"
SETTINGS = (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 200, 200, 403)
SETTINGS_EMPTY = (TO_SIGN_IN, TO_SIGN_IN, 403, 403, 422, 422, 403)
NO_SUCH_ROW = (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)
MATRIX |= {
    ("GET", "/equipe/reglages/"): SETTINGS,
    ("GET", "/equipe/reglages/mentions"): SETTINGS,
    ("GET", "/equipe/reglages/premier-jour"): SETTINGS,
    ("GET", SHEET): SETTINGS,
    ("POST", SHEET): SETTINGS_EMPTY,
    ("GET", f"{SHEET}/modele.xlsx"): SETTINGS,
    ("POST", f"{SHEET}/tout.xlsx"): SETTINGS,
    ("GET", "/equipe/reglages/delais"): SETTINGS,
    ("POST", "/equipe/reglages/delais"): SETTINGS_EMPTY,
    **{("GET", f"/equipe/reglages/{part}/<int:number>"): SETTINGS for part in USED},
    **{
        ("POST", f"/equipe/reglages/{part}/<int:number>{end}"): SETTINGS_EMPTY
        for part in USED
        for end in ("", "/supprimer")
    },
    **{("GET", f"/equipe/reglages/{part}"): SETTINGS for part in PARTS},
    **{("GET", f"/equipe/reglages/{part}/{new}"): SETTINGS for part, new in PARTS.items()},
    **{("POST", f"/equipe/reglages/{part}/{new}"): SETTINGS_EMPTY for part, new in PARTS.items()},
    **{
        (method, f"/equipe/reglages/{part}/<int:number>{end}"): NO_SUCH_ROW
        for part in PARTS
        if part not in USED
        for method, end in (("GET", ""), ("POST", ""), ("POST", "/supprimer"))
    },
}
#: The place number 1 is that of « agent »; who works there keeps its page.
OWN_PLACE = (TO_SIGN_IN, TO_SIGN_IN, 200, 403, 200, 200, 403)
#: The place number 1 is there; there is no convention, and no page of the coordination.
MATRIX |= {
    ("GET", "/structures/"): ALL_READ,
    ("GET", "/structures/<slug>"): (404,) * 7,
    ("GET", "/parcours"): ALL_READ,
    ("GET", "/bienvenue/"): ALL_READ,
    ("GET", "/bienvenue/<language>"): (404,) * 7,
    ("GET", "/aide/<slug>"): (404,) * 7,
    ("GET", "/equipe/centre/"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 403, 403, 403),
    ("GET", "/equipe/structures/<int:number>"): OWN_PLACE,
    ("GET", "/equipe/structures/<int:number>/horaires"): OWN_PLACE,
    ("GET", "/equipe/structures/<int:number>/fermetures"): OWN_PLACE,
    ("POST", "/equipe/structures/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 409, 403, 409, 409, 403),
    ("POST", "/equipe/structures/<int:number>/horaires"): (TO_SIGN_IN, TO_SIGN_IN, 409, 403, 409, 409, 403),
    ("POST", "/equipe/structures/<int:number>/fermetures"): (TO_SIGN_IN, TO_SIGN_IN, 422, 403, 422, 422, 403),
    ("POST", "/equipe/structures/<int:number>/fermetures/retirer"): (
        *(TO_SIGN_IN, TO_SIGN_IN),
        *(303, 403, 303, 303, 403),
    ),
    ("GET", "/equipe/passerelles/"): SETTINGS,
    ("GET", "/equipe/passerelles/nouvelle/<key>"): NO_SUCH_ROW,
    ("POST", "/equipe/passerelles/nouvelle/<key>"): NO_SUCH_ROW,
    ("GET", "/equipe/passerelles/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/passerelles/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/passerelles/<int:number>/supprimer"): NO_SUCH_ROW,
    ("GET", "/equipe/pages/"): SETTINGS,
    ("GET", "/equipe/pages/nouvelle"): SETTINGS,
    ("POST", "/equipe/pages/nouvelle"): SETTINGS_EMPTY,
    ("GET", "/equipe/pages/<int:number>"): NO_SUCH_ROW,
    ("POST", "/equipe/pages/<int:number>"): NO_SUCH_ROW,
    ("GET", "/equipe/pages/versions/<int:number>"): NO_SUCH_ROW,
}
MATRIX |= dict(rows_of_slices())
VALUES = {
    "<slug>": "inconnue",
    "<dataset>": "envies",
    "<language>": "ar",
    "<key>": "creche",
    "<int:photo>": "1",
    "<int:question>": "1",
    "<int:section>": "1",
    "<int:answer>": "1",
    "<int:contribution>": "1",
    "<kind>": "libre",
    "<any(quartiers, structures):kind>": "quartiers",
    "<int:index>": "1",
    "<int:row>": "1",
    "<int:version>": "9",
    "<int:year>": "2026",
    "<int:line>": "1",
    "<int:indicator>": "1",
    "<section>": "identite",
    "<int:envie>": "2",
    "<int:number>": "1",
    "<string(length=26):secret>": "A" * 26,
    "<secret>": "A" * 26,
    "<token>": "inconnu",
    "<any(telephone, codes, retirer):act>": "telephone",
    "<any(inviter, fermer, rouvrir, telephone):act>": "fermer",
    "<theme>": "jeunesse",
    "<period>": "2022-2026",
    "<number>": "JE1",
}
