"""What the slice is made of: the whole site, in people’s words."""

from ctg_site.slicing import MenuEntry, Slice

from . import views

SLICE = Slice(
    blueprints=(views.bp,),
    menu=(MenuEntry(100, "chercher", "search.search", "Chercher"),),
)
