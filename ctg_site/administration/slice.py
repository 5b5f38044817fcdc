"""What the slice is made of: settings of the town, the audit trail."""

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice

from . import kind_views, state_views, style_views
from .sheets import views as sheet_views

SLICE = Slice(
    blueprints=(kind_views.bp, state_views.bp, style_views.bp, sheet_views.bp),
    menu=(
        MenuEntry(100, "settings", "administration.settings", "Réglages", Permission.SETTINGS_MANAGE),
        MenuEntry(110, "trail", "administration.trail", "Journal", Permission.AUDIT_READ),
        MenuEntry(115, "state", "site_state.state", "État", Permission.AUDIT_READ),
    ),
)
