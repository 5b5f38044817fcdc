"""The columns of what the convention says: its periods, its themes, its commitments."""

from typing import Any

from ctg_site.runtime import settings

from .columns import DataColumn, DataType, Described

TEXT, WHOLE, DAY, ADDRESS = DataType.TEXT, DataType.WHOLE, DataType.DAY, DataType.ADDRESS


def page(path: str) -> str:
    """The address of a page, the same for whoever asks."""
    return settings().base_url + path


def _of_commitment(row: Any) -> str:
    return page(f"/conventions/{row.convention.period}/engagements/{row.number}")


CONVENTIONS = Described(
    "conventions",
    "Les conventions",
    "Chaque convention territoriale globale\u00a0: sa période, ses signataires, l’acte qui l’adopte.",
    "À qui veut situer un engagement ou une action dans le temps.",
    (
        DataColumn(
            "periode",
            TEXT,
            "Les années de la convention\u00a0; son nom dans les adresses.",
            lambda row: row.period,
            is_needed=True,
        ),
        DataColumn("titre", TEXT, "Le titre de la convention.", lambda row: row.title, is_needed=True),
        DataColumn("debut", DAY, "Le premier jour.", lambda row: row.starts_on, is_needed=True),
        DataColumn(
            "fin", DAY, "Le dernier jour, prolongations comprises.", lambda row: row.last_day, is_needed=True
        ),
        DataColumn(
            "signataires",
            TEXT,
            "Les organismes qui la signent, séparés par «\u00a0|\u00a0».",
            lambda row: row.signatories,
        ),
        DataColumn("acte", TEXT, "Le titre de l’acte qui l’adopte.", lambda row: row.source_title),
        DataColumn("acte_reference", TEXT, "La référence de l’acte.", lambda row: row.source_reference),
        DataColumn("acte_adopte_le", DAY, "Le jour où l’acte est adopté.", lambda row: row.source_adopted_on),
        DataColumn(
            "url",
            ADDRESS,
            "La page de la convention.",
            lambda row: page(f"/conventions/{row.period}/"),
            is_needed=True,
        ),
    ),
    ("periode",),
)

THEMES = Described(
    "thematiques",
    "Les thématiques",
    "Les grands sujets de chaque convention, en mots simples et dans les mots de l’acte.",
    "À qui veut classer les engagements et les actions.",
    (
        DataColumn(
            "convention",
            TEXT,
            "La période de la convention.",
            lambda row: row.convention.period,
            is_needed=True,
        ),
        DataColumn(
            "code", TEXT, "Le code de la thématique dans sa convention.", lambda row: row.code, is_needed=True
        ),
        DataColumn("nom", TEXT, "Son nom.", lambda row: row.name, is_needed=True),
        DataColumn("rang", WHOLE, "Sa place dans l’acte.", lambda row: row.position, is_needed=True),
        DataColumn("resume", TEXT, "Ce dont elle parle, en une phrase simple.", lambda row: row.summary),
        DataColumn("titre_officiel", TEXT, "Son titre dans l’acte.", lambda row: row.official_heading),
        DataColumn(
            "url",
            ADDRESS,
            "Sa page.",
            lambda row: page(f"/conventions/{row.convention.period}/{row.slug}/"),
            is_needed=True,
        ),
    ),
    ("convention", "code"),
)

COMMITMENTS = Described(
    "engagements",
    "Les engagements",
    "Ce que chaque convention vise\u00a0: le texte de l’acte, et ce qu’il veut dire.",
    "À qui suit la convention, et à qui rapproche une action de ce qu’elle sert.",
    (
        DataColumn(
            "convention",
            TEXT,
            "La période de la convention.",
            lambda row: row.convention.period,
            is_needed=True,
        ),
        DataColumn(
            "numero",
            TEXT,
            "Le numéro de l’engagement\u00a0: PE1, JE2…",
            lambda row: row.number,
            is_needed=True,
        ),
        DataColumn(
            "thematique", TEXT, "Le code de sa thématique.", lambda row: row.theme.code, is_needed=True
        ),
        DataColumn("rang", WHOLE, "Sa place dans sa thématique.", lambda row: row.position, is_needed=True),
        DataColumn(
            "titre",
            TEXT,
            "Ce qu’il vise, en quelques mots simples.",
            lambda row: row.plain_title,
            is_needed=True,
        ),
        DataColumn("texte", TEXT, "Ce qu’il vise, expliqué.", lambda row: row.plain_text),
        DataColumn(
            "texte_officiel", TEXT, "Les mots de l’acte, qui seuls font foi.", lambda row: row.official_text
        ),
        DataColumn("url", ADDRESS, "Sa page.", _of_commitment, is_needed=True),
    ),
    ("convention", "numero"),
)
