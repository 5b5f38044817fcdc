"""Who reaches the pictures of envies: file 1 holds none; rows of the matrix, in the order of PEOPLE."""

A_FILE = "/equipe/envies/<int:number>/images"
PICTURES = {
    ("GET", "/envies/<int:number>/images/<int:photo>"): (404,) * 7,
    ("GET", "/envies/<int:number>/images/<int:photo>/petite"): (404,) * 7,
    ("GET", "/envies/proposer/images"): (303,) * 7,
    ("POST", "/envies/proposer/images"): (303,) * 7,
    ("GET", "/suivi/images"): (303, 200, 303, 303, 303, 303, 303),
    ("POST", "/suivi/images"): (303, 422, 303, 303, 303, 303, 303),
    ("GET", "/suivi/images/<int:photo>"): (303, 404, 303, 303, 303, 303, 303),
    ("POST", "/suivi/images/<int:photo>/effacer"): (303, 404, 303, 303, 303, 303, 303),
    ("GET", A_FILE): (303, 303, 200, 404, 200, 404, 404),
    ("POST", A_FILE): (303, 303, 422, 404, 422, 404, 404),
    **dict.fromkeys(
        (
            ("GET", f"{A_FILE}/<int:photo>"),
            ("POST", f"{A_FILE}/<int:photo>/decision"),
            ("GET", f"{A_FILE}/<int:photo>/description"),
            ("POST", f"{A_FILE}/<int:photo>/description"),
            ("GET", f"{A_FILE}/<int:photo>/flouter"),
            ("POST", f"{A_FILE}/<int:photo>/flouter"),
            ("POST", f"{A_FILE}/<int:photo>/effacer"),
        ),
        (303, 303, 404, 404, 404, 404, 404),
    ),
}
