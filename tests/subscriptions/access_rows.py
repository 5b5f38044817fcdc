"""Who reaches what of following: anybody, without an account; nobody follows what is not public."""

ALL_READ, NOWHERE = (200,) * 7, (404,) * 7
A_LINK = "/etre-prevenu/lien/<secret>"

#: The envie number 1 is not published, and there is no action and no convention.
FOLLOWING = {
    **{
        (method, f"/etre-prevenu/{thing}"): NOWHERE
        for method in ("GET", "POST")
        for thing in ("envie/<int:number>", "action/<int:number>", "theme/<period>/<slug>")
    },
    ("GET", "/etre-prevenu/envoye"): ALL_READ,
    ("GET", "/etre-prevenu/au-centre"): ALL_READ,
    ("GET", "/etre-prevenu/arrete"): ALL_READ,
    ("GET", A_LINK): NOWHERE,
    ("POST", A_LINK): NOWHERE,
    ("GET", f"{A_LINK}/arreter"): NOWHERE,
    ("POST", f"{A_LINK}/arreter"): (303,) * 7,
}
