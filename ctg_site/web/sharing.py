"""What other sites show of a page that somebody shares: only pages for everybody have an address."""

from flask import Flask, current_app, has_request_context, request

from .areas import current_area


def public_address() -> str:
    """The absolute address of this page; nothing for a personal one, an unknown one, or outside a request."""
    if not has_request_context() or request.endpoint is None:
        return ""
    area = current_area()
    if area is not None and not (area.is_findable and request.path == area.path):
        return ""
    base: str = current_app.extensions["ctg_settings"].base_url
    return base + request.path


def init_app(app: Flask) -> None:
    app.jinja_env.globals["public_address"] = public_address
