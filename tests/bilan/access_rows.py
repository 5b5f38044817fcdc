"""Who reaches what of the bilan."""

TO_SIGN_IN = 303

BILAN = {("GET", "/bilan/"): (200,) * 7}
