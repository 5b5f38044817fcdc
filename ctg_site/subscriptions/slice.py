"""What the slice is made of: news by e-mail, without an account."""

from collections.abc import Iterator
from datetime import date, timedelta

from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import Slice
from ctg_site.web.areas import Area

from . import operations, views


def reminded(on: date) -> Iterator[str]:
    yield f"{operations.digest()} mail(s) of news written"


SLICE = Slice(
    blueprints=(views.bp,),
    keeps=(
        Period(
            kept=KeptData.SUBSCRIPTION_ASKED,
            what="Une demande de nouvelles que personne n’a confirmée",
            why="Attendre votre confirmation",
            who="personne",
            since="la demande",
            remains="rien",
            columns={"subscriber": "email"},
            forget=operations.forget,
            each_turn=True,
        ),
        Period(
            kept=KeptData.SUBSCRIPTION,
            what="Votre e-mail et ce que vous suivez",
            why="Vous écrire les nouvelles",
            who="personne",
            since="votre confirmation\u00a0; tout de suite si vous arrêtez",
            remains="rien",
            columns={"subscriber": "email"},
            forget=operations.forget_old,
        ),
    ),
    reminds=(reminded,),
    areas=(
        Area("/etre-prevenu", "ctg_nouvelles", timedelta(hours=24), "Protéger votre demande de nouvelles"),
    ),
)
