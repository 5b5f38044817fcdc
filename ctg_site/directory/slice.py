"""What the slice is made of: places of the town and the children’s pathway; the staff keep them."""

from ctg_site.domain.policy import Permission
from ctg_site.models.search import SearchKind
from ctg_site.slicing import MenuEntry, Slice

from . import demonstration, public_queries, staff_views, views

SLICE = Slice(
    blueprints=(views.bp, staff_views.bp),
    menu=(
        MenuEntry(40, "structures", "directory.structures", "Lieux"),
        MenuEntry(55, "centre", "places.own", "Mon centre", Permission.PLACES_ENTER),
    ),
    indexes={SearchKind.STRUCTURE: public_queries.STRUCTURES},
    lists={"directory.structure": public_queries.listed},
    opens=demonstration.play,
)
