"""Who reaches the files of committees: meeting number 1 is of no body, and no file is there."""

TO_SIGN_IN = 303
NO_SUCH_ROW = (TO_SIGN_IN, TO_SIGN_IN, 404, 404, 404, 404, 404)
FILES = "/equipe/dossiers"
COMMITTEE = {
    ("GET", f"{FILES}/"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 200),
    ("GET", f"{FILES}/rendez-vous/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 403, 404, 200, 404, 404),
    ("POST", f"{FILES}/rendez-vous/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 403, 404, 303, 404, 404),
    **{
        ("GET", f"{FILES}/<int:number>{page}"): NO_SUCH_ROW
        for page in (
            *("", "/mots", "/questions", "/questions/<key>", "/projection/<int:index>"),
            *("/dossier.pdf", "/deux-pages.pdf", "/dossier.xlsx"),
        )
    },
    **{
        ("POST", f"{FILES}/<int:number>{act}"): NO_SUCH_ROW
        for act in ("/refaire", "/valider", "/mots", "/questions/<key>")
    },
}
