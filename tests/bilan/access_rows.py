"""Who reaches what of the bilan."""

TO_SIGN_IN = 303

BILAN = {("GET", "/bilan/"): (200,) * 7}
#: Of the centre of « agent », in this year.
CENTRE_YEAR = {
    ("GET", f"/equipe/centre/<int:number>/annee/<int:year>{page}"): (
        *(TO_SIGN_IN, TO_SIGN_IN, 200, 403),
        *(200, 403, 403),
    )
    for page in ("", "/annee.xlsx", "/annee.pdf")
}
