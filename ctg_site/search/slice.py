"""What the slice is made of: the whole site, in people’s words."""

from ctg_site.slicing import MenuEntry, Slice

from . import views, words_operations, words_views
from .trial import views as trial_views

SLICE = Slice(
    blueprints=(views.bp, words_views.bp, trial_views.bp),
    forgets=(words_operations.forget,),
    menu=(MenuEntry(100, "chercher", "search.search", "Chercher"),),
)
