"""The columns of the words heard outside the walls, without the name of anybody."""

from typing import Any

from .columns import DataColumn, DataType, Described
from .convention_columns import page
from .participation_columns import TOO_FEW, enough

TEXT, WHOLE, DAY, ADDRESS = DataType.TEXT, DataType.WHOLE, DataType.DAY, DataType.ADDRESS


def _of_envie(row: Any) -> str | None:
    """The page of the envie that they became, when everybody reads it."""
    found = row.proposal
    return page(f"/envies/{found.number}") if found is not None and found.is_public else None


def _of_action(row: Any) -> str | None:
    found = row.action
    return page(f"/actions/{found.number}") if found is not None and found.is_public else None


HEARD = Described(
    "paroles-entendues",
    "Les paroles entendues",
    "Ce que les équipes entendent dans la rue ou devant l’école, sans nom, et ce qu’on en fait.",
    "À qui veut savoir ce que disent les habitants qui ne viennent pas dans un centre.",
    (
        DataColumn("numero", WHOLE, "Le numéro de la parole.", lambda row: row.number, is_needed=True),
        DataColumn("jour", DAY, "Quand on l’a entendue.", lambda row: row.heard_on, is_needed=True),
        DataColumn("lieu", TEXT, "Où on l’a entendue.", lambda row: row.place, is_needed=True),
        DataColumn("quartier", TEXT, "Le quartier.", lambda row: row.district.name if row.district else None),
        DataColumn("theme", TEXT, "Le thème.", lambda row: row.theme.name if row.theme else None),
        DataColumn(
            "personnes",
            WHOLE,
            f"Combien de personnes l’ont dit. {TOO_FEW}",
            lambda row: enough(row.people),
        ),
        DataColumn("parole", TEXT, "Les mots, comme on les a notés.", lambda row: row.text, is_needed=True),
        DataColumn("suite", TEXT, "Ce qu’on en fait.", lambda row: row.told),
        DataColumn("envie", ADDRESS, "L’envie que c’est devenu.", _of_envie),
        DataColumn("action", ADDRESS, "L’action qui en tient compte.", _of_action),
    ),
    ("numero",),
)
