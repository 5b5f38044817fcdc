"""The rows of the matrix for the actions; the one asked for does not exist."""

ANSWERED = (200,) * 7
NO_SUCH_ACTION = (404,) * 7
#: visitor, author, then agent, other agent, coordinator, administrator, partner.
NO_SUCH_ACTION_INSIDE = (303, 303, 404, 404, 404, 404, 404)
COORDINATION = (303, 303, 403, 403, 200, 403, 403)
COORDINATION_EMPTY = (303, 303, 403, 403, 422, 403, 403)
ONE = "/equipe/actions/<int:number>"

ACTIONS = {
    ("GET", "/actions/"): ANSWERED,
    ("GET", "/actions/<int:number>"): NO_SUCH_ACTION,
    ("GET", "/equipe/actions/"): (303, 303, 200, 200, 200, 403, 403),
    ("POST", "/equipe/actions/"): COORDINATION_EMPTY,
    ("GET", "/equipe/actions/tableur"): COORDINATION,
    ("POST", "/equipe/actions/tableur"): COORDINATION_EMPTY,
    ("POST", "/equipe/actions/tableur/actions.xlsx"): COORDINATION,
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
