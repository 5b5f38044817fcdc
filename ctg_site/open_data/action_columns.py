"""The columns of what is done: actions, what is measured of them, their news, what people think of them."""

from typing import Any

from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.evaluation import ActionNext, ActionState, Frequency, IndicatorKind, ResidentsPlace
from ctg_site.domain.measuring import OverYear

from .columns import DataColumn, DataType, Described
from .convention_columns import page

TEXT, WHOLE, FIGURE = DataType.TEXT, DataType.WHOLE, DataType.FIGURE
DAY, INSTANT, ADDRESS = DataType.DAY, DataType.INSTANT, DataType.ADDRESS


def _of_action(row: Any) -> str:
    return page(f"/actions/{row.action.number}")


def _of_indicator(row: Any) -> str:
    """The page of its action; else that of a commitment or of another action that it serves."""
    if row.action is not None:
        return _of_action(row)
    served = [one for one in row.commitments if one.theme.convention.is_public]
    if served:
        return page(f"/conventions/{served[0].theme.convention.period}/engagements/{served[0].number}")
    return page(f"/actions/{next(one.number for one in row.also if one.is_published)}")


ACTIONS = Described(
    "actions",
    "Les actions",
    "Ce qui est fait pour tenir les engagements, avec l’état de chaque action publiée.",
    "À qui veut savoir où en est la convention.",
    (
        DataColumn(
            "numero",
            WHOLE,
            "Le numéro de l’action, qui ne change jamais.",
            lambda row: row.action.number,
            is_needed=True,
        ),
        DataColumn("titre", TEXT, "Son titre.", lambda row: row.action.title, is_needed=True),
        DataColumn(
            "convention", TEXT, "La période de sa convention.", lambda row: row.period, is_needed=True
        ),
        DataColumn(
            "etat", TEXT, "Où elle en est.", lambda row: row.action.state, is_needed=True, choices=ActionState
        ),
        DataColumn(
            "motif",
            TEXT,
            "Pourquoi elle est dans cet état, s’il faut le dire.",
            lambda row: row.action.state_reason,
        ),
        DataColumn("resume", TEXT, "Ce que c’est, en mots simples.", lambda row: row.action.plain_text),
        DataColumn("description", TEXT, "Ce qui est fait, en détail.", lambda row: row.action.description),
        DataColumn("objectif", TEXT, "L’objectif général.", lambda row: row.action.general_aim),
        DataColumn(
            "porteur",
            TEXT,
            "La structure qui la porte.",
            lambda row: row.action.lead.name if row.action.lead else None,
        ),
        DataColumn(
            "engagements",
            TEXT,
            "Les numéros des engagements qu’elle sert, séparés par «\u00a0|\u00a0».",
            lambda row: [one.number for one in row.action.commitments],
        ),
        DataColumn(
            "publics", TEXT, "Pour qui, séparés par «\u00a0|\u00a0».", lambda row: row.action.audiences
        ),
        DataColumn(
            "quartiers",
            TEXT,
            "Où, séparés par «\u00a0|\u00a0».",
            lambda row: [one.name for one in row.action.districts],
        ),
        DataColumn(
            "dispositifs",
            TEXT,
            "Les dispositifs dont elle fait partie, séparés par «\u00a0|\u00a0».",
            lambda row: [one.name for one in row.action.schemes],
        ),
        DataColumn("debut", DAY, "Quand elle commence.", lambda row: row.action.starts_on),
        DataColumn("fin", DAY, "Quand elle finit.", lambda row: row.action.ends_on),
        DataColumn(
            "place_des_habitants",
            TEXT,
            "La place des habitants, jugée par des personnes.",
            lambda row: row.action.residents_place,
            choices=ResidentsPlace,
        ),
        DataColumn(
            "suite",
            TEXT,
            "Ce qui est décidé pour la suite.",
            lambda row: row.action.what_next,
            choices=ActionNext,
        ),
        DataColumn(
            "modifiee_le",
            DAY,
            "Le jour où sa fiche a changé.",
            lambda row: row.action.changed_on,
            is_needed=True,
        ),
        DataColumn("url", ADDRESS, "Sa page.", _of_action, is_needed=True),
    ),
    ("numero",),
)

INDICATORS = Described(
    "indicateurs",
    "Les indicateurs",
    "Ce qui est mesuré ou jugé des actions publiées et des engagements, et d’où cela vient.",
    "À qui veut comprendre les valeurs.",
    (
        DataColumn("identifiant", WHOLE, "Le numéro de l’indicateur.", lambda row: row.id, is_needed=True),
        DataColumn(
            "action",
            WHOLE,
            "Le numéro de l’action où il est relevé\u00a0; vide s’il n’est que d’un engagement.",
            lambda row: row.action.number if row.action else None,
        ),
        DataColumn("nom", TEXT, "Ce qui est mesuré.", lambda row: row.name, is_needed=True),
        DataColumn(
            "nature",
            TEXT,
            "Ce que l’indicateur montre.",
            lambda row: row.kind,
            is_needed=True,
            choices=IndicatorKind,
        ),
        DataColumn("unite", TEXT, "Ce que comptent ses valeurs.", lambda row: row.unit),
        DataColumn("source", TEXT, "D’où viennent les valeurs.", lambda row: row.source),
        DataColumn(
            "frequence",
            TEXT,
            "Quand il est relevé.",
            lambda row: row.frequency,
            is_needed=True,
            choices=Frequency,
        ),
        DataColumn("depart", FIGURE, "La valeur de départ.", lambda row: row.baseline),
        DataColumn(
            "annee_de_depart", WHOLE, "L’année de la valeur de départ.", lambda row: row.baseline_year
        ),
        DataColumn(
            "semestres",
            TEXT,
            "Comment deux semestres font l’année\u00a0: s’ils se cumulent, ou si le dernier connu vaut seul.",
            lambda row: row.over_year,
            is_needed=True,
            choices=OverYear,
        ),
        DataColumn(
            "autres_actions",
            TEXT,
            "Les numéros des autres actions publiées qu’il sert, séparés par «\u00a0|\u00a0».",
            lambda row: [one.number for one in row.also if one.is_published],
        ),
        DataColumn(
            "engagements",
            TEXT,
            "Les numéros des engagements qu’il sert lui-même, séparés par «\u00a0|\u00a0».",
            lambda row: [one.number for one in row.commitments if one.theme.convention.is_public],
        ),
        DataColumn("url", ADDRESS, "La page où on le lit.", _of_indicator, is_needed=True),
    ),
    ("identifiant",),
)

VALUES = Described(
    "valeurs",
    "Les valeurs des indicateurs",
    "Pour chaque indicateur et chaque année ou semestre\u00a0: ce qui était visé, ce qui a été constaté.",
    "À qui suit des chiffres. Une case vide veut dire «\u00a0non renseigné\u00a0», jamais zéro.",
    (
        DataColumn(
            "indicateur",
            WHOLE,
            "Le numéro de l’indicateur.",
            lambda row: row.measure.indicator_id,
            is_needed=True,
        ),
        DataColumn("annee", WHOLE, "L’année.", lambda row: row.measure.year, is_needed=True),
        DataColumn(
            "partie",
            TEXT,
            "Toute l’année, ou l’un de ses semestres.",
            lambda row: row.measure.part,
            is_needed=True,
            choices=CollectedPart,
        ),
        DataColumn("action", WHOLE, "Le numéro de l’action où il est relevé.", lambda row: row.action),
        DataColumn("vise", FIGURE, "Ce qui était visé.", lambda row: row.measure.target),
        DataColumn("constate", FIGURE, "Ce qui a été constaté.", lambda row: row.measure.value),
        DataColumn(
            "commentaire", TEXT, "Ce qu’il faut savoir de cette valeur.", lambda row: row.measure.comment
        ),
    ),
    ("indicateur", "annee", "partie"),
)

NEWS = Described(
    "avancements",
    "Les nouvelles des actions",
    "Chaque nouvelle publiée d’une action publiée.",
    "À qui raconte la convention dans le temps. Le flux Atom des actions dit les dernières.",
    (
        DataColumn("identifiant", WHOLE, "Le numéro de la nouvelle.", lambda row: row.id, is_needed=True),
        DataColumn("action", WHOLE, "Le numéro de l’action.", lambda row: row.action.number, is_needed=True),
        DataColumn("jour", DAY, "Le jour dont elle parle.", lambda row: row.on, is_needed=True),
        DataColumn("texte", TEXT, "Ce qu’elle dit.", lambda row: row.public_text, is_needed=True),
        DataColumn(
            "publiee_le", INSTANT, "Quand elle a été publiée.", lambda row: row.published_at, is_needed=True
        ),
        DataColumn("url", ADDRESS, "La page de l’action.", _of_action, is_needed=True),
    ),
    ("identifiant",),
)

OPINIONS = Described(
    "avis",
    "Les avis sur les actions",
    "Combien de personnes ont donné chaque réponse, d’un appui, sous chaque action.",
    "À qui compare ce qui est annoncé et ce que l’on voit. Personne ne sait qui a répondu.",
    (
        DataColumn("action", WHOLE, "Le numéro de l’action.", lambda row: row.action.number, is_needed=True),
        DataColumn("vu", WHOLE, "Réponses «\u00a0Je l’ai vu\u00a0».", lambda row: row.seen, is_needed=True),
        DataColumn(
            "pas_encore_vu",
            WHOLE,
            "Réponses «\u00a0Pas encore vu\u00a0».",
            lambda row: row.not_yet,
            is_needed=True,
        ),
        DataColumn("utile", WHOLE, "Réponses «\u00a0Utile\u00a0».", lambda row: row.useful, is_needed=True),
        DataColumn(
            "a_ameliorer",
            WHOLE,
            "Réponses «\u00a0À améliorer\u00a0».",
            lambda row: row.to_improve,
            is_needed=True,
        ),
        DataColumn("url", ADDRESS, "La page de l’action.", _of_action, is_needed=True),
    ),
    ("action",),
)
