"""What the slice is made of: the file that the coordination makes for a body's meeting, and its questions."""

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.words import owed

from . import demonstration, names_operations, operations, queries, views

FAILED = Due(
    105,
    Permission.COMMITTEE_MAKE,
    queries.failed,
    owed.since(
        "dossier d’instance n’a pas pu être fait",
        "dossiers d’instance n’ont pas pu être faits",
        "le plus ancien",
    ),
    "Refaire",
    "committee.index",
)

SLICE = Slice(
    blueprints=(views.bp,),
    keeps=(
        Period(
            kept=KeptData.STAFF_SIGNED,
            what="Équipe et partenaires\u00a0: qui a fait le dossier d’une instance, l’a validé, y a répondu",
            why="Savoir qui répond de ce qu’une instance a lu",
            who="l’équipe et les membres de l’instance",
            since="la réunion",
            remains="le dossier et ses réponses, sans nom de personne",
            columns={"committee_file": "gathered frozen"},
            forget=names_operations.forget,
        ),
    ),
    works={"the committee files": operations.work},
    owes=(FAILED,),
    menu=(MenuEntry(75, "committee", "committee.index", "Dossiers", Permission.COMMITTEE_ANSWER),),
    plays=demonstration.play,
)
