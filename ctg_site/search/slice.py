"""What the slice is made of: the whole site, in people’s words."""

from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice

from . import views, words_operations, words_views
from .trial import views as trial_views

SLICE = Slice(
    blueprints=(views.bp, words_views.bp, trial_views.bp),
    keeps=(
        Period(
            kept=KeptData.SEARCH,
            what="Un mot cherché sans rien trouver, sans savoir par qui",
            why="Améliorer la recherche",
            who="la coordination",
            since="la recherche",
            remains="rien",
            columns={"missed_search": "words"},
            forget=words_operations.forget,
            each_turn=True,
        ),
    ),
    menu=(MenuEntry(100, "chercher", "search.search", "Chercher"),),
)
