"""The addresses of a file, and what its forms hold."""


def open_file(desk, proposal, **expected):
    return desk.get(f"/equipe/envies/{proposal.number}", **expected)


def address(proposal, act=""):
    return f"/equipe/envies/{proposal.number}{act}"


def version_of(desk, prefix=""):
    return desk.page.select_one(f"[name={prefix}version]")["value"]


def sentence(desk, words, name="decision_prepared"):
    """The value of the prepared sentence that holds these words."""
    options = desk.page.select(f"[name={name}] option")
    return next(option["value"] for option in options if words in option.get_text())
