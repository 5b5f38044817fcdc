"""What the slice is made of: news by e-mail, without an account."""

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_site.slicing import Slice
from ctg_site.web.areas import Area

from . import operations, views


def reminded(on: date) -> Iterator[str]:
    yield f"{operations.digest()} mail(s) of news written"


SLICE = Slice(
    blueprints=(views.bp,),
    forgets=(operations.forget,),
    reminds=(reminded,),
    areas=(
        Area("/etre-prevenu", "ctg_nouvelles", timedelta(hours=24), "Protéger votre demande de nouvelles"),
    ),
)
