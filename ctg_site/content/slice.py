"""What the slice is made of: pages that the coordination writes."""

from ctg_site.models.content import ContentPage
from ctg_site.models.search import SearchKind
from ctg_site.slicing import Slice

from . import demonstration, public_queries, views

SLICE = Slice(
    blueprints=(views.bp,),
    indexes={SearchKind.PAGE: public_queries.PAGES},
    lists={"content.help": public_queries.listed_help, "content.welcome": public_queries.listed_welcomes},
    shows={ContentPage: ()},
    opens=demonstration.play,
)
