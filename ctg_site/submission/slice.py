"""What the slice is made of: a resident says an envie, then what helps the centre."""

from datetime import timedelta

from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import Area

from . import operations, views

SLICE = Slice(
    blueprints=(views.bp,),
    forgets=(operations.forget,),
    areas=(
        Area(
            "/envies/proposer",
            "ctg_envie",
            timedelta(hours=48),  # longer than the day a draft is kept, so that its end can be told
            "Retrouver votre texte commencé et protéger l’envoi du formulaire",
            draft=("begun", timedelta(hours=24)),
            is_findable=True,
        ),
    ),
    menu=(MenuEntry(70, "proposer", "submission.start", "Je propose une envie", is_button=True),),
)
