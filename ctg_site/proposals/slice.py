"""What the slice is made of: the public register of envies, its posters and feeds; what is alike."""

from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchKind
from ctg_site.slicing import MenuEntry, Slice

from . import feed_views, public_queries, views

SLICE = Slice(
    blueprints=(views.bp, feed_views.bp),
    menu=(MenuEntry(20, "envies", "proposals.register", "Les envies"),),
    indexes={SearchKind.ENVIE: public_queries.ENVIES},
    lists={"proposals.show": public_queries.listed},
    apart={"proposals.photo": "a picture of the page of its envie"},
    shows={Proposal: public_queries.SHOWN},
)
