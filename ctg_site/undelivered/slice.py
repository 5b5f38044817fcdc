"""What the slice is made of: letters that could not leave."""

from ctg_site.domain.policy import Permission
from ctg_site.services.owed import Due
from ctg_site.slicing import Slice
from ctg_site.words import owed

from . import queries, views

STUCK = Due(
    140,
    Permission.LETTERS_MANAGE,
    queries.stuck,
    owed.since("lettre n’a pas pu partir", "lettres n’ont pas pu partir", "la plus ancienne"),
    "Voir pourquoi",
    "undelivered.index",
)

SLICE = Slice(blueprints=(views.bp,), owes=(STUCK,))
