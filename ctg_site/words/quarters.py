"""What the tile of a district says: its places, its envies, in short lines."""

from .french import plural

MOST = 99


def figures(places: int, envies: int, is_least: bool = False) -> list[str]:
    """« 4 lieux », « 7 envies »; « ou plus » where not all were counted."""
    said = [plural(places, "lieu", "lieux")] if places else []
    said += [plural(min(envies, MOST), "envie", "envies")] if envies else []
    return [*said, "ou plus"] if envies > MOST or (envies and is_least) else said
