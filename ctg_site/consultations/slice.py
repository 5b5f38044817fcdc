"""What the slice is made of: questions to the public, on screen and on paper; building, reading, results."""

from collections.abc import Iterator
from datetime import date

from ctg_site.slicing import Slice

from . import views
from .answering import operations as answering
from .answering import views as answering_views
from .building import question_views as building_question_views
from .building import views as building_views
from .paper import views as paper_views
from .reading import views as reading_views
from .results import operations as results
from .results import views as results_views


def reminded(on: date) -> Iterator[str]:
    yield f"{results.remind()} reminder(s) of what was decided after a consultation written"


SLICE = Slice(
    blueprints=(
        views.bp,
        answering_views.bp,
        paper_views.bp,
        results_views.bp,
        building_views.bp,
        building_question_views.bp,
        reading_views.bp,
    ),
    forgets=(answering.forget,),
    reminds=(reminded,),
)
