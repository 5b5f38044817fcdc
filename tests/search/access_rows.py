"""The rows of the access matrix for the search."""

SEARCH = {("GET", "/recherche"): (200,) * 7}
