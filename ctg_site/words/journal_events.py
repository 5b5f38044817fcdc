"""What each line of the journal of an envie says: to the staff, and to its author when it concerns them."""

from enum import StrEnum
from typing import Any, NamedTuple

from ctg_site.domain.journal import FileEvent
from ctg_site.domain.workflow import Conclusion, Decision, Move

from .lives import EVENTS


class LineWords(NamedTuple):
    """`staff` is empty for a step of a life, which has its label; `author` when it is for the staff alone."""

    staff: str = ""
    author: str = ""


#: By the family of the event.
SAID: dict[type[StrEnum], dict[Any, LineWords]] = {
    FileEvent: {
        FileEvent.SUBMIT: LineWords("Reçue", "Votre envie est bien arrivée."),
        FileEvent.ENTER: LineWords(
            "Saisie et relue avec la personne", "Le centre a écrit votre envie avec vous."
        ),
        FileEvent.EDIT: LineWords("Texte modifié par son auteur", "Vous avez modifié votre envie."),
        FileEvent.COMPLETE: LineWords("Complété par son auteur", "Vous avez ajouté de quoi aider le centre."),
        FileEvent.NEW_CODE: LineWords(
            "Nouveau code remis, l’ancien ne marche plus", "Le centre vous a donné un nouveau code."
        ),
        FileEvent.TAKE: LineWords("Prise en charge", "Une personne du centre la suit."),
        FileEvent.ASSIGN: LineWords(
            "Confiée à une personne du centre", "Une autre personne du centre la suit."
        ),
        FileEvent.TRANSFER: LineWords("Transmise à un autre centre", "Un autre centre la suit."),
        FileEvent.CORRECT: LineWords("Texte publié corrigé", "Le centre a corrigé le texte publié."),
        FileEvent.VISIBILITY: LineWords(
            "Choix de visibilité changé", "Vous avez changé ce qui est visible sur le site."
        ),
        FileEvent.CONTACT: LineWords("Coordonnées ouvertes"),
        FileEvent.MENDED: LineWords(
            "Changé par la personne", "Vous avez changé ce que le centre sait de vous."
        ),
        FileEvent.MENDED_FOR: LineWords(
            "Corrigé pour la personne", "Le centre a corrigé ce qu’il sait de vous."
        ),
        FileEvent.SILENCED: LineWords(
            "Ne veut plus ni lettre ni appel", "Vous avez demandé de ne plus vous écrire."
        ),
        FileEvent.SPOKEN_TO: LineWords(
            "Veut de nouveau nos lettres et nos appels", "Vous avez demandé de vous écrire à nouveau."
        ),
        FileEvent.ERASED: LineWords("Tout ce qui parle de la personne est effacé"),
        FileEvent.TOLD: LineWords("Nouvelle donnée à la personne"),
        FileEvent.UNTOLD: LineWords("Nouvelle à donner encore\u00a0: le centre s’est repris"),
        FileEvent.NOT_REACHED: LineWords("Appel sans réponse"),
        FileEvent.NOT_REACHED_UNDONE: LineWords("Appel sans réponse\u00a0: noté par erreur"),
        FileEvent.MAIL_STUCK: LineWords("Une lettre n’a pas pu partir\u00a0: la personne n’est pas prévenue"),
        FileEvent.MAIL_AGAIN: LineWords("Lettre à envoyer de nouveau"),
        FileEvent.STEP: LineWords("Échange noté pour l’équipe"),
        FileEvent.STEP_TOLD: LineWords(
            "Échange noté, dit à la personne", "Le centre a noté ce que vous avez fait ensemble."
        ),
        FileEvent.STEP_REMOVED: LineWords("Échange effacé"),
        FileEvent.NEXT_DONE: LineWords("Suite prévue faite"),
        FileEvent.NEXT_UNDONE: LineWords("Suite prévue encore à faire\u00a0: le centre s’est repris"),
        FileEvent.SUPPORT_GIVEN: LineWords("Coup de pouce noté", "Le centre vous a donné un coup de pouce."),
        FileEvent.SUPPORT_REMOVED: LineWords("Coup de pouce effacé"),
        FileEvent.REQUEST: LineWords("Demande notée"),
        FileEvent.REQUEST_ANSWERED: LineWords("Réponse à une demande notée"),
        FileEvent.REQUEST_WAITS: LineWords("Réponse à une demande annulée\u00a0: le centre s’est repris"),
        FileEvent.REQUEST_REMOVED: LineWords("Demande effacée"),
        FileEvent.MEMBER: LineWords("Personne notée dans le groupe"),
        FileEvent.MEMBER_REMOVED: LineWords("Personne retirée du groupe"),
        FileEvent.COMMITMENTS: LineWords("Engagements liés changés"),
        FileEvent.NOTED: LineWords("Parole notée pour la personne", "Le centre a noté ce que vous avez dit."),
        FileEvent.FIGURES: LineWords("Bilan noté"),
        FileEvent.ASK_DONE: LineWords(
            "«\u00a0C’est fait\u00a0?\u00a0» demandé à la personne", "Le centre vous demande si c’est fait."
        ),
        FileEvent.DONE: LineWords(
            "La personne répond\u00a0: c’est fait", "Vous avez répondu\u00a0: c’est fait."
        ),
        FileEvent.NOT_YET: LineWords(
            "La personne répond\u00a0: pas encore", "Vous avez répondu\u00a0: pas encore."
        ),
        FileEvent.STORY: LineWords("Récit écrit"),
        FileEvent.STORY_PUBLISHED: LineWords("Récit publié", "Le récit de votre envie est publié."),
        FileEvent.STORY_HIDDEN: LineWords(
            "Récit retiré du site", "Le récit de votre envie n’est plus visible."
        ),
        FileEvent.QUOTE: LineWords("Parole ajoutée au récit"),
        FileEvent.QUOTE_REMOVED: LineWords("Parole retirée du récit"),
        FileEvent.PHOTO: LineWords("Photo ajoutée au récit"),
        FileEvent.PHOTO_REMOVED: LineWords("Photo retirée du récit"),
        FileEvent.PICTURE: LineWords("Image ajoutée", "Une image est ajoutée à votre envie."),
        FileEvent.PICTURE_TOLD: LineWords("Ce que l’image montre est corrigé"),
        FileEvent.PICTURE_BLURRED: LineWords("Image floutée", "Le centre a flouté une image."),
        FileEvent.PICTURE_SHOW: LineWords("Image publiée", "Le centre a publié votre image."),
        FileEvent.PICTURE_HIDE: LineWords("Image retirée du site", "Votre image n’est plus visible."),
        FileEvent.PICTURE_KEEP: LineWords(
            "Image gardée au dossier, sans la montrer", "Le centre garde votre image sans la montrer."
        ),
        FileEvent.PICTURE_REMOVED: LineWords("Image effacée", "Une image de votre envie est effacée."),
        FileEvent.JOINED: LineWords(
            "Une envie semblable l’a rejointe", "Une autre personne a la même envie que vous."
        ),
        FileEvent.LEFT: LineWords("Une envie qui l’avait rejointe reprend son chemin"),
        FileEvent.HEAD_MOVED: LineWords(
            "L’envie qu’elle a rejointe avance", "L’envie que vous avez rejointe avance."
        ),
        FileEvent.ACTION_LINKED: LineWords("Liée à une action", "Votre envie est liée à une action."),
        FileEvent.ACTION_MOVED: LineWords("Une action liée avance", "Une action liée à votre envie avance."),
        FileEvent.ACCEPT: LineWords("Acceptée\u00a0: elle compte, et ce qui attendait est parti"),
        FileEvent.RIGHTS_ASKED: LineWords(
            "Demande de la personne sur ses données", "Vous avez demandé à utiliser vos droits."
        ),
        FileEvent.RIGHTS_ANSWERED: LineWords(
            "Demande sur ses données\u00a0: faite", "Le centre a fait ce que vous demandiez sur vos données."
        ),
        FileEvent.RIGHTS_REFUSED: LineWords(
            "Demande sur ses données\u00a0: refusée", "Le centre a répondu à votre demande sur vos données."
        ),
        FileEvent.REPORT: LineWords("Signalement d’un lecteur"),
        FileEvent.REPORT_CLOSED: LineWords("Signalement traité"),
        FileEvent.JOIN_SENT: LineWords("J’en suis\u00a0: une personne de plus", "Quelqu’un vous rejoint."),
        FileEvent.JOIN_ACCEPT: LineWords(
            "J’en suis\u00a0: mis de côté, puis accepté", "D’autres personnes vous rejoignent."
        ),
        FileEvent.JOIN_CALL: LineWords("J’en suis\u00a0: personne rappelée"),
        FileEvent.JOIN_LEAVE: LineWords("J’en suis\u00a0: une personne de moins"),
        FileEvent.JOIN_SWEEP: LineWords("J’en suis\u00a0: envois de machines retirés"),
        FileEvent.JOIN_TOLD: LineWords("J’en suis\u00a0: nouvelle donnée à une personne"),
        FileEvent.JOIN_UNTOLD: LineWords("J’en suis\u00a0: nouvelle encore à donner à une personne"),
        FileEvent.JOIN_CONTACT: LineWords("J’en suis\u00a0: coordonnées ouvertes"),
        FileEvent.JOIN_DATES_OFFER: LineWords(
            "J’en suis\u00a0: des dates sont proposées", "Le centre propose des dates à qui vous rejoint."
        ),
        FileEvent.JOIN_DATES_CHANGE: LineWords("J’en suis\u00a0: les dates proposées changent"),
        FileEvent.JOIN_DATES_CHOOSE: LineWords(
            "J’en suis\u00a0: une date est choisie", "Une date est choisie."
        ),
        FileEvent.JOIN_DATES_CLOSE: LineWords("J’en suis\u00a0: les dates proposées sont retirées"),
        FileEvent.COMPANION_INVITE: LineWords(
            "Invitation à porter l’envie à plusieurs",
            "Vous avez invité une personne à porter votre envie avec vous.",
        ),
        FileEvent.COMPANION_ACCEPT: LineWords(
            "Une personne porte l’envie avec l’auteur ou l’autrice",
            "Une personne porte maintenant l’envie avec vous.",
        ),
        FileEvent.COMPANION_LEAVE: LineWords(
            "Une personne ne porte plus l’envie avec l’auteur ou l’autrice",
            "Une personne ne porte plus l’envie avec vous.",
        ),
        FileEvent.COMPANION_CLOSE: LineWords(
            "Une invitation à porter l’envie n’ouvre plus rien",
            "Une invitation à porter l’envie n’ouvre plus rien.",
        ),
        FileEvent.COMPANION_EDIT: LineWords(
            "Texte modifié par une personne qui porte l’envie",
            "La personne qui porte l’envie avec vous a modifié le texte.",
        ),
        FileEvent.REMARK_SENT: LineWords("Mots d’un lecteur reçus, à relire"),
        FileEvent.REMARK_ACCEPTED: LineWords("Mots d’un lecteur à relire, après vérification"),
        FileEvent.REMARK_PUBLISH: LineWords(
            "Mots d’un lecteur publiés", "Des mots d’un lecteur sont publiés sous votre envie."
        ),
        FileEvent.REMARK_REFUSE: LineWords("Mots d’un lecteur non publiés"),
        FileEvent.REMARK_HIDE: LineWords("Mots d’un lecteur retirés du site"),
        FileEvent.REMARK_ANSWERED: LineWords(
            "Réponse publique à un lecteur", "Le centre a répondu à un lecteur, sous votre envie."
        ),
    },
}
SAID |= {
    family: {event: LineWords(words.staff, words.author) for event, words in told.items()}
    for family, told in EVENTS.items()
}

#: Whose event a line is, by its subject; the others are what happens beside the lives.
FAMILIES: dict[str, type[StrEnum]] = {"moderation": Decision, "stage": Move, "outcome": Conclusion}


def family(subject: str) -> type[StrEnum]:
    return FAMILIES.get(subject, FileEvent)


def said(subject: str, event: str) -> LineWords:
    """The words of a line of the journal, by its subject and its event."""
    return SAID[family(subject)].get(event, LineWords())
