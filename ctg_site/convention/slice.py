"""What the slice is made of: the convention: themes, commitments, in plain words and in the act’s."""

from collections.abc import Iterator
from datetime import date

from ctg_site.models.convention import Convention
from ctg_site.models.items import ItemTicked
from ctg_site.models.search import SearchKind
from ctg_site.models.years import Amendment, ConventionDocument, DocumentVersion
from ctg_site.slicing import MenuEntry, Slice

from . import (
    demonstration,
    document_views,
    drafting_views,
    item_views,
    preview_views,
    public_queries,
    views,
    years_operations,
    years_views,
)


def turned(on: date) -> Iterator[str]:
    yield from years_operations.remind(on)


SLICE = Slice(
    blueprints=(
        *(views.bp, item_views.bp, years_views.bp, document_views.bp, drafting_views.bp),
        preview_views.bp,
    ),
    reminds=(turned,),
    menu=(MenuEntry(70, "convention", "convention.current", "La convention"),),
    indexes={SearchKind.COMMITMENT: public_queries.COMMITMENTS},
    lists={
        "convention.overview": public_queries.listed,
        "convention_documents.index": public_queries.listed,
        "convention.theme": public_queries.listed_themes,
        "convention.commitment": public_queries.listed_commitments,
    },
    shows={ItemTicked: (), Convention: (), Amendment: (), ConventionDocument: (), DocumentVersion: ()},
    plays=demonstration.play,
    apart={
        "convention_documents.document": "a file of the page of the texts of its convention",
        "convention.current": "leads to the address with its period",
        "convention.current_theme": "leads to the address with its period",
        "convention.current_commitment": "leads to the address with its period",
    },
)
