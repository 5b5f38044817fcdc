"""Loads the invented demonstration."""


class NotADemonstration(Exception):
    """The database holds real files."""


def load() -> list[str]:
    raise NotADemonstration
