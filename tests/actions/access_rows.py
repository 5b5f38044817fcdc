"""The rows of the matrix for the actions; the one asked for does not exist."""

ANSWERED = (200,) * 7
NO_SUCH_ACTION = (404,) * 7
#: visitor, author, then agent, other agent, coordinator, administrator, partner.
NO_SUCH_ACTION_INSIDE = (303, 303, 404, 404, 404, 404, 404)
COORDINATION = (303, 303, 403, 403, 200, 403, 403)
COORDINATION_EMPTY = (303, 303, 403, 403, 422, 403, 403)
ONE = "/equipe/actions/<int:number>"
#: Nobody opened a link: there is no page that gives a token.
NO_TOKEN = (400,) * 7
BEARER = "/equipe/collectes/porteurs"

ACTIONS = {
    ("GET", "/actions/"): ANSWERED,
    ("GET", "/actions/<int:number>"): NO_SUCH_ACTION,
    ("GET", "/equipe/actions/"): (303, 303, 200, 200, 200, 403, 403),
    ("POST", "/equipe/actions/"): COORDINATION_EMPTY,
    ("GET", "/equipe/actions/tableur"): COORDINATION,
    ("POST", "/equipe/actions/tableur"): COORDINATION_EMPTY,
    ("POST", "/equipe/actions/tableur/actions.xlsx"): COORDINATION,
    ("GET", "/equipe/actions/valeurs"): (303, 303, 200, 200, 200, 403, 403),
    ("POST", f"{ONE}/valeurs/<int:indicator>"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/valeurs/nouvelle"): NO_SUCH_ACTION_INSIDE,
    ("GET", "/valeurs/"): ANSWERED,
    ("POST", "/valeurs/"): NO_TOKEN,
    ("GET", "/valeurs/lien/<string(length=26):secret>"): (303,) * 7,
    ("POST", "/valeurs/quitter"): NO_TOKEN,
    ("GET", "/equipe/valeurs/"): (303, 303, 200, 200, 403, 403, 200),
    ("GET", "/equipe/valeurs/<int:number>"): NO_SUCH_ACTION_INSIDE,
    ("POST", "/equipe/valeurs/<int:number>"): NO_SUCH_ACTION_INSIDE,
    ("GET", "/equipe/collectes/"): COORDINATION,
    ("POST", "/equipe/collectes/"): COORDINATION_EMPTY,
    ("GET", "/equipe/collectes/<int:number>"): NO_SUCH_ACTION_INSIDE,
    **{
        ("POST", f"/equipe/collectes/<int:number>/{act}"): NO_SUCH_ACTION_INSIDE
        for act in ("rappeler", "porteurs", "clore", "rouvrir")
    },
    ("GET", f"{BEARER}/<int:number>"): NO_SUCH_ACTION_INSIDE,
    **{
        ("POST", f"{BEARER}/{act}"): NO_SUCH_ACTION_INSIDE
        for act in (
            "<int:number>/lien",
            "<int:number>/couper",
            "reponses/<int:number>/valider",
            "reponses/<int:number>/renvoyer",
        )
    },
    ("GET", "/equipe/actions/argent"): COORDINATION,
    ("GET", "/equipe/indicateurs/"): COORDINATION,
    ("GET", "/equipe/indicateurs/nouveau"): COORDINATION,
    ("POST", "/equipe/indicateurs/nouveau"): COORDINATION_EMPTY,
    **{
        (method, f"/equipe/indicateurs/<int:number>{page}"): NO_SUCH_ACTION_INSIDE
        for method, page in (
            ("GET", ""),
            ("POST", ""),
            ("GET", "/valeurs"),
            ("POST", "/valeurs"),
            ("POST", "/supprimer"),
        )
    },
    ("GET", ONE): NO_SUCH_ACTION_INSIDE,
    ("GET", f"{ONE}/apercu"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/publier"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/nouvelles"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/nouvelles/<int:line>/publier"): NO_SUCH_ACTION_INSIDE,
    ("GET", f"{ONE}/<section>"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/<section>"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/<section>/oublier"): NO_SUCH_ACTION_INSIDE,
    ("GET", f"{ONE}/indicateurs/<int:indicator>"): NO_SUCH_ACTION_INSIDE,
    ("POST", f"{ONE}/indicateurs/<int:indicator>"): NO_SUCH_ACTION_INSIDE,
}
