"""What the slice is made of: a resident says an envie, then what helps the centre."""

from datetime import timedelta

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area

from . import operations, views
from .tablet import staff_views
from .tablet import views as tablet_views

SLICE = Slice(
    blueprints=(views.bp, tablet_views.bp, staff_views.bp),
    keeps=(
        Period(
            kept=KeptData.DRAFT,
            what="Une envie commencée et pas envoyée, et de quoi revoir son code",
            why="Ne pas perdre votre texte",
            who="personne",
            since="la dernière lettre tapée, ou l’envoi",
            remains="rien",
            columns={"draft": "answers"},
            forget=operations.forget,
            each_turn=True,
        ),
    ),
    areas=(
        Area(
            "/envies/proposer",
            "ctg_envie",
            timedelta(hours=48),  # longer than the day a draft is kept, so that its end can be told
            "Retrouver votre texte commencé et protéger l’envoi du formulaire",
            draft=("begun", timedelta(hours=24)),
            is_findable=True,
        ),
        Area(
            "/borne",
            "ctg_borne",
            None,
            "Sur la tablette d’un centre seulement\u00a0: y écrire une envie, une personne après l’autre",
        ),
    ),
    menu=(
        MenuEntry(10, "proposer", "submission.start", "Je propose une envie", is_button=True),
        MenuEntry(23, "tablet", "tablet_staff.start", "Tablette partagée", Permission.DESK_USE),
    ),
)
