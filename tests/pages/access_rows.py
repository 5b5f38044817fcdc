"""Who reaches the pages of the law that the slice adds to those of the site."""

PAGES = {("GET", "/accessibilite/schema"): (200,) * 7}
