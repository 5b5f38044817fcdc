"""What the slice is made of: photos and drawings that come with an envie; its centre sees, then publishes."""

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.pictures import EnviePicture
from ctg_site.services.owed import Due
from ctg_site.slicing import Slice
from ctg_site.words import owed

from . import author_views, operations, queries, staff_views, views

TO_SEE = Due(
    55,
    Permission.INBOX_READ,
    queries.waiting,
    owed.since("image à regarder", "images à regarder", "la plus ancienne"),
    "Regarder",
    "pictures_staff.pictures",
    opens_first=True,
)

SLICE = Slice(
    blueprints=(views.bp, author_views.after_sending, author_views.following, staff_views.bp),
    keeps=(
        Period(
            kept=KeptData.PICTURE,
            what="Une photo ou un dessin que vous joignez à votre envie, et ce qu’on y voit",
            why="Montrer votre envie",
            who="le centre\u00a0; tout le monde, s’il la publie avec votre accord",
            since="le retrait ou l’effacement de l’envie",
            remains="rien",
            columns={"envie_picture": "alt"},
            forget=operations.forget,
            each_turn=True,
        ),
    ),
    owes=(TO_SEE,),
    apart={"pictures.picture": "a picture of the page of its envie"},
    shows={EnviePicture: ()},
)
