"""The words for mails that wait or cannot leave: what they are, for whom, and how the sending is."""

from typing import Any

from flask import Flask

from .french import moment
from .journal import notice_label

#: Mails that speak to somebody else than an author, by their template.
KINDS = {
    "account_unused": "un compte qui va se fermer",
    "alert": "des mots qui alertent, à lire tout de suite",
    "arrived": "une nouvelle envie",
    "assigned": "une envie confiée",
    "consultation_alert": "des mots qui alertent, dans une consultation",
    "digest": "le rappel du jour",
    "handed_over": "des envies confiées",
    "heard_alert": "des mots qui alertent, entendus hors les murs",
    "invitation": "une invitation à choisir un mot de passe",
    "joined_to_call": "une personne à rappeler",
    "mentioned": "une note d’un collègue",
    "measures": "des valeurs à renseigner",
    "minutes_missing": "un compte rendu qui manque",
    "moved": "du nouveau sur une envie",
    "news": "les nouvelles de la semaine",
    "news_confirm": "une demande de nouvelles à confirmer",
    "news_known": "un rappel de ce qui est déjà suivi",
    "remark_alert": "des mots qui alertent, d’un lecteur",
    "report_answer": "la réponse à un signalement",
    "reported": "un signalement à lire",
    "reset": "un lien pour changer de mot de passe",
    "stand_in": "répondre pour une personne absente",
    "transferred": "une envie transmise",
    "wrong_codes": "un avertissement\u00a0: des codes faux",
    "values_asked": "des valeurs à donner, à qui porte des actions",
    "values_reminded": "un rappel des valeurs à donner",
    "values_sent_back": "des valeurs à revoir",
    "what_next": "dire ce qui est décidé après une consultation",
}


def letter_label(notice: Any) -> str:
    """What kind of mail this is."""
    return KINDS.get(notice.template) or notice_label(notice)


def letter_reader(notice: Any) -> str:
    """For whom it is, without a word that only some may read."""
    if notice.user is not None:
        return str(notice.user.name)
    if notice.report_id is not None:
        return f"qui a fait le signalement n°\u00a0{notice.report_id}"
    if notice.registration is not None:
        return f"qui s’est inscrit au rendez-vous n°\u00a0{notice.registration.meeting_id}"
    if notice.participation_id is not None:
        return f"qui a rejoint l’envie n°\u00a0{notice.proposal_id}"
    if notice.bearer_id is not None:
        return "qui porte des actions"
    return "qui suit le site"


def sending_words(sending: Any) -> list[str]:
    """What goes wrong with the mails, in sentences; nothing when all is well."""
    said = []
    if sending.is_late and sending.last is None:
        said.append("Des lettres attendent, et rien ne les envoie pour le moment.")
    elif sending.is_late:
        said.append(f"Des lettres attendent. Rien ne les envoie depuis le {moment(sending.last)}.")
    elif sending.away_since is not None:
        said.append(
            f"Le serveur d’e-mails ne prend rien depuis le {moment(sending.away_since)}. "
            "Les lettres attendent, et partiront d’elles-mêmes."
        )
    return said


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(letter_label=letter_label, letter_reader=letter_reader)
    app.jinja_env.globals["sending_words"] = sending_words
