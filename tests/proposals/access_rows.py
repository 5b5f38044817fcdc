"""Who reaches posters, feed and what is alike: envie number 1 is not published, meeting number 1 is."""

PROPOSALS = {
    ("GET", "/envies/<int:number>/affiche.pdf"): (404,) * 7,
    ("GET", "/envies/proposer/semblables"): (303,) * 7,
    ("GET", "/envies.atom"): (200,) * 7,
    ("GET", "/agenda/<int:number>/affiche.pdf"): (200,) * 7,
}
