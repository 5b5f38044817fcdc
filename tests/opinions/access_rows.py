"""The rows of the matrix for the opinions; neither the action nor the convention asked for exists."""

NOWHERE = (404,) * 7
#: visitor, author, then agent, other agent, coordinator, administrator, partner.
COORDINATION = (303, 303, 403, 403, 200, 403, 403)
NO_SUCH_ROW = (303, 303, 404, 404, 404, 404, 404)
SECRET = "/avis/<string(length=26):secret>"
TARGETS = ("action/<int:number>", "engagement/<period>/<number>")

OPINIONS = {
    **{(method, f"/avis/{target}"): NOWHERE for target in TARGETS for method in ("GET", "POST")},
    ("GET", "/avis/envie/<int:number>"): NOWHERE,
    ("POST", "/avis/envie/<int:number>"): NOWHERE,
    ("GET", SECRET): NOWHERE,
    #: No page of the area gives a token before somebody tapped.
    ("POST", SECRET): (400,) * 7,
    ("POST", f"{SECRET}/retirer"): (400,) * 7,
    ("GET", "/equipe/avis/"): COORDINATION,
    ("GET", "/equipe/avis/mis-de-cote"): COORDINATION,
    ("POST", "/equipe/avis/mis-de-cote"): (303, 303, 403, 403, 422, 403, 403),
    **{
        (method, f"/equipe/avis/{target}{act}"): NO_SUCH_ROW
        for target in TARGETS
        for method, act in (("GET", ""), ("POST", ""), ("POST", "/retirer"))
    },
}
