"""Who reads how the site is, and what was done on it."""

OPERATOR = (303, 303, 403, 403, 403, 200, 403)

WATCHED = {("GET", "/equipe/journal/"): OPERATOR, ("GET", "/equipe/etat/"): OPERATOR}
WATCHED[("GET", "/equipe/style")] = (303, 303, 200, 200, 200, 200, 200)
