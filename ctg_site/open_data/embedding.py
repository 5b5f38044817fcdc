"""The block that another site shows: what it may hold, its look, and the code that shows it."""

import base64
import hashlib

#: What may be shown, by the words of the address, in the order of the block.
AGENDA, ENVIES, CONSULTATIONS = "agenda", "envies", "consultations"
PARTS = {
    CONSULTATIONS: "La consultation ouverte",
    AGENDA: "Les prochains rendez-vous",
    ENVIES: "Les dernières envies",
}
#: How many of each.
MOST = 3
#: How high the frame is, in pixels, for each part shown.
HEIGHT = 260

#: All of its look, without a sign that HTML escapes. It loads nothing: to a frame, all is another site’s.
STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:CanvasText;background:Canvas}"
    "h1{font-size:1.25rem;margin:0 0 .5rem}h2{font-size:1.05rem;margin:1rem 0 .25rem}"
    "ul{margin:0;padding:0;list-style:none}li{padding:.4rem 0;border-top:1px solid GrayText}"
    "a{color:LinkText;overflow-wrap:anywhere}p{margin:.25rem 0}"
)
LOADS = f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"


def shown(asked: list[str]) -> list[str]:
    """The parts to show; all of them when none that exists is asked for."""
    return [part for part in PARTS if part in asked] or list(PARTS)
