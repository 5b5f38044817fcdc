"""Who reaches the pages of the law that the slice adds to those of the site, and those in short sentences."""

PAGES = {
    ("GET", "/accessibilite/schema"): (200,) * 7,
    **{
        ("GET", f"/version-simple{page}"): (200,) * 7
        for page in ("", "/participer", "/la-suite", "/mes-donnees")
    },
}
