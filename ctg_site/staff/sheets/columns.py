"""The spreadsheet of the accounts to make: who, with which rights, where; never a password."""

from ctg_site.domain.policy import Role
from ctg_site.effects.sheets.cells import (
    Column,
    SheetShape,
    at_most,
    in_words,
    name_of,
    names,
    needed_mail,
    one_of,
)
from ctg_site.words.labels import LABELS

ACCOUNTS = SheetShape(
    "Comptes",
    (
        Column("Prénom et nom", "name", name_of(80), "", "Exemple : Ana Martin"),
        Column("E-mail", "email", needed_mail, "L’invitation part à cette adresse.", "ana.martin@exemple.fr"),
        Column("Fonction", "function", at_most(80), "Ce que les habitants lisent.", "animatrice famille"),
        Column("Rôle", "role", one_of(Role), in_words(LABELS[Role].values()), LABELS[Role][Role.AGENT]),
        Column(
            "Structures",
            "structures",
            names,
            "Leurs noms, avec un point-virgule entre deux. Un agent en a une au moins.",
            "Centre Les Saules",
        ),
    ),
    most=300,
)
