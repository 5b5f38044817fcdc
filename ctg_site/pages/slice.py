"""What the slice is made of: home, help, the law, what machines ask for."""

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice

from . import views

SLICE = Slice(
    blueprints=(views.bp,),
    menu=(
        MenuEntry(90, "aide", "pages.help", "Aide"),
        MenuEntry(130, "site", "pages.home", "Voir le site", Permission.SITE_READ),
    ),
    apart=dict.fromkeys(("pages.health", "pages.ready"), "for the machines that watch over the site"),
)
