"""Who reaches their first page: everybody who has an account."""

TO_SIGN_IN = 303

TODAY = {("GET", "/equipe/"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 200, 303)}
