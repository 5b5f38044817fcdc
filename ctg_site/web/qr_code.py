"""The square to photograph that opens an address, drawn by the server."""

import segno


def square(link: str) -> str:
    """The square as the address of an image; nothing for no link."""
    return str(segno.make(link, error="m").svg_data_uri(scale=4, border=2)) if link else ""
