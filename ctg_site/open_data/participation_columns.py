"""The columns of what residents say and decide: envies, meetings, decisions, results of consultations."""

from typing import Any

from ctg_site.domain.meetings import FollowUpState, MeetingState
from ctg_site.domain.participation import QuestionKind
from ctg_site.domain.results import SMALLEST, is_shown
from ctg_site.domain.workflow import Outcome, Stage

from .columns import DataColumn, DataType, Described
from .convention_columns import page

TEXT, WHOLE, YES_NO = DataType.TEXT, DataType.WHOLE, DataType.YES_NO
DAY, INSTANT, ADDRESS = DataType.DAY, DataType.INSTANT, DataType.ADDRESS
TOO_FEW = f"Vide s’il y en a moins de {SMALLEST}."


def enough(people: int) -> int | None:
    """How many people, once they are so many that none of them is pointed at."""
    return people if is_shown(people) else None


def _of_envie(row: Any) -> str:
    return page(f"/envies/{row.proposal.number}")


def _of_meeting(row: Any) -> str:
    return page(f"/agenda/{row.number}")


PROPOSALS = Described(
    "envies",
    "Les envies publiées",
    "Ce dont les habitants ont envie, tel que le centre l’a publié avec leur accord. Ni nom, ni coordonnées, "
    "ni mots qui ne soient pas publiés.",
    f"À qui veut savoir ce qui se prépare. Un quartier de moins de {SMALLEST} envies n’est pas dit.",
    (
        DataColumn(
            "numero",
            WHOLE,
            "Le numéro de l’envie, qui ne change jamais.",
            lambda row: row.proposal.number,
            is_needed=True,
        ),
        DataColumn("titre", TEXT, "Son titre publié.", lambda row: row.proposal.public_title),
        DataColumn("texte", TEXT, "Son texte publié.", lambda row: row.proposal.public_text),
        DataColumn(
            "etape",
            TEXT,
            "L’étape où elle en est.",
            lambda row: row.proposal.stage,
            is_needed=True,
            choices=Stage,
        ),
        DataColumn(
            "issue",
            TEXT,
            "Ce qu’elle devient.",
            lambda row: row.proposal.outcome,
            is_needed=True,
            choices=Outcome,
        ),
        DataColumn(
            "motif",
            TEXT,
            "Pourquoi elle s’arrête ou se repose, s’il faut le dire.",
            lambda row: row.proposal.outcome_word,
        ),
        DataColumn("publiee_le", INSTANT, "Quand elle a été publiée.", lambda row: row.proposal.published_at),
        DataColumn(
            "quartier",
            TEXT,
            f"Son quartier. Vide si moins de {SMALLEST} envies y sont publiées.",
            lambda row: row.district,
        ),
        DataColumn(
            "centre",
            TEXT,
            "Le centre qui l’accompagne.",
            lambda row: row.proposal.structure.name if row.proposal.structure else None,
        ),
        DataColumn(
            "engagements",
            TEXT,
            "Les numéros des engagements dont elle parle, séparés par «\u00a0|\u00a0».",
            lambda row: row.commitments,
        ),
        DataColumn(
            "partants",
            WHOLE,
            f"Combien de personnes en sont. {TOO_FEW}",
            lambda row: enough(row.proposal.joined),
        ),
        DataColumn(
            "moi_aussi",
            WHOLE,
            f"Combien ont dit «\u00a0moi aussi\u00a0». {TOO_FEW}",
            lambda row: enough(row.proposal.me_too),
        ),
        DataColumn("url", ADDRESS, "Sa page.", _of_envie, is_needed=True),
    ),
    ("numero",),
)

MEETINGS = Described(
    "rendez-vous",
    "Les rendez-vous",
    "Les rendez-vous publics et les réunions publiques de la convention, passés et à venir.",
    "À qui tient un agenda. Les calendriers iCal du site disent la même chose.",
    (
        DataColumn("numero", WHOLE, "Le numéro du rendez-vous.", lambda row: row.number, is_needed=True),
        DataColumn("titre", TEXT, "Son titre.", lambda row: row.title, is_needed=True),
        DataColumn("sorte", TEXT, "Quelle sorte de rendez-vous.", lambda row: row.kind.name, is_needed=True),
        DataColumn(
            "etat", TEXT, "Prévu ou annulé.", lambda row: row.state, is_needed=True, choices=MeetingState
        ),
        DataColumn("motif", TEXT, "Pourquoi il est annulé.", lambda row: row.cancel_reason),
        DataColumn("debut", INSTANT, "Quand il commence.", lambda row: row.starts_at, is_needed=True),
        DataColumn("fin", INSTANT, "Quand il finit.", lambda row: row.ends_at, is_needed=True),
        DataColumn("lieu", TEXT, "Où il se tient.", lambda row: row.venue),
        DataColumn(
            "quartier", TEXT, "Dans quel quartier.", lambda row: row.district.name if row.district else None
        ),
        DataColumn(
            "instance", TEXT, "L’instance qui se réunit.", lambda row: row.body.name if row.body else None
        ),
        DataColumn("description", TEXT, "Ce qui est annoncé.", lambda row: row.description),
        DataColumn(
            "places",
            WHOLE,
            "Combien de personnes peuvent venir. Vide si ce n’est pas limité.",
            lambda row: row.places,
        ),
        DataColumn(
            "sur_inscription",
            YES_NO,
            "Si l’on peut s’y inscrire.",
            lambda row: row.takes_registrations,
            is_needed=True,
        ),
        DataColumn(
            "compte_rendu_le",
            INSTANT,
            "Quand son compte rendu a été publié.",
            lambda row: row.minutes_published_at,
        ),
        DataColumn("url", ADDRESS, "Sa page.", _of_meeting, is_needed=True),
    ),
    ("numero",),
)

DECISIONS = Described(
    "decisions",
    "Les décisions des réunions",
    "Ce que les réunions publiques ont décidé, une fois leur compte rendu publié, et où cela en est.",
    "À qui vérifie que ce qui est décidé est fait.",
    (
        DataColumn("numero", WHOLE, "Le numéro de la décision.", lambda row: row.number, is_needed=True),
        DataColumn(
            "rendez_vous", WHOLE, "Le numéro du rendez-vous.", lambda row: row.meeting_id, is_needed=True
        ),
        DataColumn("texte", TEXT, "Ce qui est décidé.", lambda row: row.text, is_needed=True),
        DataColumn("qui", TEXT, "La fonction de qui s’en occupe.", lambda row: row.owner),
        DataColumn("echeance", DAY, "Pour quand.", lambda row: row.due_on),
        DataColumn(
            "etat", TEXT, "Où cela en est.", lambda row: row.state, is_needed=True, choices=FollowUpState
        ),
        DataColumn(
            "engagements",
            TEXT,
            "Les numéros des engagements, séparés par «\u00a0|\u00a0».",
            lambda row: [one.number for one in row.commitments],
        ),
        DataColumn(
            "actions",
            TEXT,
            "Les numéros des actions publiées, séparés par «\u00a0|\u00a0».",
            lambda row: [str(one.number) for one in row.actions if one.is_published],
        ),
        DataColumn(
            "url",
            ADDRESS,
            "La page du rendez-vous.",
            lambda row: page(f"/agenda/{row.meeting_id}"),
            is_needed=True,
        ),
    ),
    ("numero",),
)

RESULTS = Described(
    "resultats-consultations",
    "Les résultats des consultations",
    "Pour chaque consultation dont les résultats sont publiés\u00a0: combien ont donné chaque réponse.",
    f"À qui veut relire les réponses. En dessous de {SMALLEST} personnes, rien n’est dit. "
    "Les réponses libres ne sont pas données.",
    (
        DataColumn(
            "consultation",
            WHOLE,
            "Le numéro de la consultation.",
            lambda row: row.consultation.number,
            is_needed=True,
        ),
        DataColumn("titre", TEXT, "Son titre.", lambda row: row.consultation.title, is_needed=True),
        DataColumn(
            "question", WHOLE, "Le numéro de la question.", lambda row: row.question["number"], is_needed=True
        ),
        DataColumn("intitule", TEXT, "La question posée.", lambda row: row.question["text"], is_needed=True),
        DataColumn(
            "sorte",
            TEXT,
            "Comment on y répond.",
            lambda row: QuestionKind(row.question["kind"]),
            is_needed=True,
            choices=QuestionKind,
        ),
        DataColumn(
            "ont_repondu",
            WHOLE,
            f"Combien de personnes ont répondu à la question. {TOO_FEW}",
            lambda row: row.question["answered"],
        ),
        DataColumn(
            "rang",
            WHOLE,
            "La place de la réponse parmi celles de la question.",
            lambda row: row.place,
            is_needed=True,
        ),
        DataColumn(
            "reponse",
            TEXT,
            "La réponse, ou ce dont parlent des réponses libres. Vide si rien n’est dit.",
            lambda row: row.told.get("label"),
        ),
        DataColumn(
            "personnes", WHOLE, "Combien de personnes l’ont donnée.", lambda row: row.told.get("count")
        ),
        DataColumn(
            "points", WHOLE, "Pour un classement\u00a0: ses points.", lambda row: row.told.get("points")
        ),
        DataColumn(
            "en_premier",
            WHOLE,
            "Pour un classement\u00a0: combien l’ont mise en premier.",
            lambda row: row.told.get("first"),
        ),
        DataColumn(
            "url",
            ADDRESS,
            "La page des résultats.",
            lambda row: page(f"/consultations/{row.consultation.number}/resultats"),
            is_needed=True,
        ),
    ),
    ("consultation", "question", "rang"),
)
