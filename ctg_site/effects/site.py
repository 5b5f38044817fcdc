"""What operations may know of the installation: its settings."""

from flask import current_app

from ctg_site.config import Settings


def settings() -> Settings:
    """The settings the application was made with."""
    found: Settings = current_app.extensions["ctg_settings"]
    return found
