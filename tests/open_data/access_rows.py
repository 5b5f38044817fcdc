"""Who reaches the open data, the actions that move and the block: everybody."""

OPEN_DATA = dict.fromkeys(
    (
        ("GET", "/donnees-ouvertes/"),
        ("GET", "/donnees-ouvertes/<dataset>.csv"),
        ("GET", "/donnees-ouvertes/<dataset>.json"),
        ("GET", "/donnees-ouvertes/<dataset>.schema.json"),
        ("GET", "/actions.atom"),
        ("GET", "/integrer/"),
        ("GET", "/integrer/bloc"),
    ),
    (200,) * 7,
)
