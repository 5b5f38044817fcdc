"""The addresses that a search finds, for whoever asks it from elsewhere than its page."""

from flask import current_app

from .queries import search


def first_addresses(query: str, most: int = 5) -> list[str]:
    """The first addresses that the page of results lists, the help in a danger before all."""
    found = search(query)
    listed = [(one.endpoint, one.values) for section in found.sections for one in section.results]
    places = current_app.url_map.bind("")
    urgent = [places.build("pages.help")] if found.urgent else []
    return list(dict.fromkeys([*urgent, *(places.build(*one) for one in listed)]))[:most]
