"""The journal in words: what happened to an envie, for its author, for the public and for the staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from ctg_site.domain.alerts import Alert
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Conclusion, Decision, Moderation, Move, Outcome, Stage

from . import agenda_labels, participant_labels, participation_labels
from .french import day, number, plural
from .labels import LABELS

#: What the author reads; an event that is not here concerns the staff alone.
FOR_AUTHOR: dict[tuple[str, str], str] = {
    ("file", "submit"): "Votre envie est bien arrivée.",
    ("file", "enter"): "Le centre a écrit votre envie avec vous.",
    ("file", "new_code"): "Le centre vous a donné un nouveau code.",
    ("file", "edit"): "Vous avez modifié votre envie.",
    ("file", "take"): "Une personne du centre la suit.",
    ("file", "assign"): "Une autre personne du centre la suit.",
    ("file", "transfer"): "Un autre centre la suit.",
    ("file", "correct"): "Le centre a corrigé le texte publié.",
    ("file", "visibility"): "Vous avez changé ce qui est visible sur le site.",
    ("file", "step_told"): "Le centre a noté ce que vous avez fait ensemble.",
    ("file", "support_given"): "Le centre vous a donné un coup de pouce.",
    ("file", "noted"): "Le centre a noté ce que vous avez dit.",
    ("file", "ask_done"): "Le centre vous demande si c’est fait.",
    ("file", "done"): "Vous avez répondu\u00a0: c’est fait.",
    ("file", "not_yet"): "Vous avez répondu\u00a0: pas encore.",
    ("file", "story_published"): "Le récit de votre envie est publié.",
    ("file", "story_hidden"): "Le récit de votre envie n’est plus visible.",
    ("moderation", Decision.PUBLISH): "Votre envie est publiée sur le site.",
    ("moderation", Decision.ASK_DETAIL): "Le centre vous pose une question.",
    ("moderation", Decision.KEEP_PRIVATE): "Le centre suit votre envie, sans la publier.",
    ("moderation", Decision.REFUSE): "Votre envie ne peut pas être publiée.",
    ("moderation", Decision.REDIRECT): "Le centre vous oriente vers une autre porte.",
    ("moderation", Decision.GROUP): "Votre envie rejoint une envie semblable.",
    ("moderation", Decision.UNGROUP): "Votre envie reprend son propre chemin.",
    ("moderation", Decision.LOSE_HEAD): "L’envie que vous aviez rejointe s’arrête. On relit la vôtre.",
    ("file", "joined"): "Une autre personne a la même envie que vous.",
    ("file", "head_moved"): "L’envie que vous avez rejointe avance.",
    ("moderation", Decision.HIDE): "Votre envie n’est plus visible pour le moment.",
    ("moderation", Decision.RESTORE): "Votre envie est de nouveau visible.",
    ("moderation", Decision.GIVE_DETAIL): "Vous avez répondu au centre.",
    ("moderation", Decision.GIVE_DETAIL_FOR_AUTHOR): "Le centre a noté votre réponse.",
    ("moderation", Decision.CONTEST): "Vous demandez qu’une autre personne relise.",
    ("moderation", Decision.SHOW): "Vous rendez votre envie visible.",
    ("moderation", Decision.ASK_PUBLICATION): "Vous demandez que votre envie soit publiée.",
    ("moderation", Decision.MAKE_PRIVATE): "Vous ne montrez plus votre envie.",
    ("moderation", Decision.WITHDRAW): "Vous avez retiré votre envie.",
    ("moderation", Decision.WITHDRAW_FOR_AUTHOR): "Le centre a retiré votre envie, à votre demande.",
    (
        "moderation",
        Decision.PUT_AWAY,
    ): "Votre envie est rangée\u00a0: elle ressemblait à un envoi automatique.",
    ("moderation", Decision.PUT_BACK): "Votre envie est remise avec celles à regarder.",
    ("stage", Move.MEET): "Le temps de la rencontre commence.",
    ("stage", Move.SUPPORT): "Le centre donne un coup de pouce.",
    ("stage", Move.PLAN): "Votre envie devient un projet.",
    ("stage", Move.REALISE): "On se lance.",
    ("stage", Move.TELL): "On raconte ce qui s’est passé.",
    ("outcome", Conclusion.SUCCEED): "C’est réalisé.",
    ("outcome", Conclusion.BECOME_ACTION): "Votre envie devient une action de la convention.",
    ("outcome", Conclusion.HAND_OVER): "Une association porte votre envie.",
    ("outcome", Conclusion.PAUSE): "Votre envie fait une pause.",
    ("outcome", Conclusion.STOP): "Vous avez choisi d’arrêter.",
    ("outcome", Conclusion.DROP): "Cette envie reste sans suite.",
    ("outcome", Conclusion.RESUME): "On reprend.",
}
FOR_AUTHOR |= participation_labels.FOR_AUTHOR
BACK = "On revient à une étape d’avant."

FOR_STAFF: dict[str, str] = {
    "submit": "Reçue",
    "edit": "Texte modifié par son auteur",
    "take": "Prise en charge",
    "assign": "Confiée à une personne du centre",
    "transfer": "Transmise à un autre centre",
    "correct": "Texte publié corrigé",
    "visibility": "Choix de visibilité changé",
    "contact": "Coordonnées ouvertes",
    "told": "Nouvelle donnée à la personne",
    "untold": "Nouvelle à donner encore\u00a0: le centre s’est repris",
    "mail_stuck": "Une lettre n’a pas pu partir\u00a0: la personne n’est pas prévenue",
    "mail_again": "Lettre à envoyer de nouveau",
    "step": "Échange noté pour l’équipe",
    "step_told": "Échange noté, dit à la personne",
    "step_removed": "Échange effacé",
    "next_done": "Suite prévue faite",
    "next_undone": "Suite prévue encore à faire\u00a0: le centre s’est repris",
    "support_given": "Coup de pouce noté",
    "support_removed": "Coup de pouce effacé",
    "request": "Demande notée",
    "request_answered": "Réponse à une demande notée",
    "request_waits": "Réponse à une demande annulée\u00a0: le centre s’est repris",
    "request_removed": "Demande effacée",
    "member": "Personne notée dans le groupe",
    "member_removed": "Personne retirée du groupe",
    "commitments": "Engagements liés changés",
    "noted": "Parole notée pour la personne",
    "figures": "Bilan noté",
    "ask_done": "«\u00a0C’est fait\u00a0?\u00a0» demandé à la personne",
    "done": "La personne répond\u00a0: c’est fait",
    "not_yet": "La personne répond\u00a0: pas encore",
    "story": "Récit écrit",
    "story_published": "Récit publié",
    "story_hidden": "Récit retiré du site",
    "quote": "Parole ajoutée au récit",
    "quote_removed": "Parole retirée du récit",
    "photo": "Photo ajoutée au récit",
    "photo_removed": "Photo retirée du récit",
    "new_code": "Nouveau code remis, l’ancien ne marche plus",
    "joined": "Une envie semblable l’a rejointe",
    "left": "Une envie qui l’avait rejointe reprend son chemin",
    "head_moved": "L’envie qu’elle a rejointe avance",
    "accept": "Acceptée\u00a0: elle compte, et ce qui attendait est parti",
    "put_away": "Rangée sans réponse\u00a0: sans doute une machine",
    "put_back": "Remise parmi celles mises de côté",
    "report": "Signalement d’un lecteur",
    "report_closed": "Signalement traité",
    **participation_labels.FOR_STAFF,
}

#: Through which channel the staff entered an envie for somebody.
ENTERED: dict[str, str] = {
    Channel.DESK: "à l’accueil",
    Channel.PHONE: "au téléphone",
    Channel.PAPER: "sur papier",
    Channel.STREET: "dans la rue",
    Channel.MEETING: "à une rencontre",
}

PATH: dict[Stage, tuple[str, str]] = {
    Stage.WELCOME: ("Reçue", "Une personne du centre la lit."),
    Stage.MEETING: ("On se rencontre", "Pour voir ce que la personne veut faire, et avec qui."),
    Stage.SUPPORT: ("Coup de pouce", "Une écoute, un lieu, du matériel, un contact…"),
    Stage.PROJECT: ("Mise en projet", "Qui fait quoi, quand, avec quoi."),
    Stage.REALISATION: ("On le fait", "L’envie devient réelle."),
    Stage.STORY: ("On raconte", "Ce qui a changé, pour donner envie à d’autres."),
}
REACHED_BY = {
    Move.MEET: Stage.MEETING,
    Move.SUPPORT: Stage.SUPPORT,
    Move.PLAN: Stage.PROJECT,
    Move.REALISE: Stage.REALISATION,
    Move.TELL: Stage.STORY,
}


@dataclass(frozen=True, slots=True)
class PathStep:
    """A stage of the path of an envie: `when` is words or nothing, `state` is past, current or future."""

    title: str
    text: str
    when: str
    state: str


def told_to_author(entry: Any) -> str:
    """The sentence of a journal line for the author; empty when it does not concern them."""
    if entry.event.startswith("back_to_"):
        return BACK
    return FOR_AUTHOR.get((entry.subject, entry.event), "")


def told_to_staff(entry: Any) -> str:
    if entry.event == "enter":
        return f"Saisie et relue avec la personne, {ENTERED[entry.before]}"
    if entry.event in FOR_STAFF:
        return FOR_STAFF[entry.event]
    family = {"moderation": Decision, "stage": Move, "outcome": Conclusion}[entry.subject]
    return LABELS[family][entry.event]


def path(proposal: Any, journal: Iterable[Any]) -> list[PathStep]:
    """The six stages with the day each was last reached, for a proposal and its journal."""
    reached = {Stage.WELCOME: proposal.created_at}
    for entry in journal:
        if entry.subject == "stage" and entry.event in REACHED_BY:
            reached[REACHED_BY[entry.event]] = entry.created_at
    order = list(Stage)
    now_at = order.index(proposal.stage)
    ended = proposal.outcome is Outcome.REALISED and proposal.stage is Stage.STORY
    return [
        PathStep(
            *PATH[stage],
            when=f"le {day(reached[stage])}" if place <= now_at and stage in reached else "",
            state="past" if place < now_at or ended else "current" if place == now_at else "future",
        )
        for place, stage in enumerate(order)
    ]


def where_it_stands(proposal: Any) -> str:
    """One sentence for the author: what is happening now, and who moves next."""
    if proposal.is_put_away:
        return "Votre envie est rangée\u00a0: elle ressemblait à un envoi automatique."
    if proposal.moderation is Moderation.NEEDS_DETAIL:
        return "Le centre attend votre réponse."
    if proposal.moderation is Moderation.RECEIVED:
        return "Une personne du centre va lire votre envie et vous répondre."
    if proposal.outcome is not Outcome.OPEN:
        return f"{LABELS[Outcome][proposal.outcome]}."
    return f"Étape en cours\u00a0: {LABELS[Stage][proposal.stage].lower()}."


def sentence(subject: str, event: str) -> str:
    """What a notice tells the author, from the journal line that caused it."""
    return BACK if event.startswith("back_to_") else FOR_AUTHOR[subject, event]


#: A figure that nobody recorded.
UNKNOWN = "non renseigné"

NOTICES = {
    "new_referent": "une autre personne du centre la suit",
    "new_centre": "un autre centre la suit",
    "message": "le centre lui a écrit un message",
    "corrected": "le texte public a été corrigé",
    "joined": "une autre personne a la même envie",
    "done_question": "lui demander si c’est fait",
    "story": "le récit de son envie est publié",
    "new_code": "un nouveau code lui a été donné",
    "received": "son envie est bien arrivée",
}


def head_news(subject: str, state: str) -> str:
    """What the authors of grouped files are told of the envie they joined."""
    if subject == "moderation":
        return "L’envie que vous avez rejointe est publiée sur le site."
    family = {"stage": Stage, "outcome": Outcome}[subject]
    return f"L’envie que vous avez rejointe avance\u00a0: {LABELS[family][state].lower()}."


def notice_label(notice: Any) -> str:
    """What the centre must tell, in its own voice."""
    if notice.template == "decision":
        return sentence(notice.context["subject"], notice.context["event"])
    if notice.template == "head_moved":
        return head_news(**notice.context)
    if notice.template == "joined_moved":
        return participant_labels.moved(**notice.context)
    return (NOTICES | agenda_labels.NOTICES | participation_labels.NOTICES)[notice.template]


def said_how(message: Any) -> str:
    """How the author said what a member of the staff noted for them: « au téléphone »."""
    return ENTERED[message.channel]


def in_words(figures: Any) -> list[str]:
    """What was counted of a realised envie, for everybody; what nobody recorded says so, and is no zero."""
    people, times, hours = figures.participants, figures.attendances, figures.volunteer_hours
    return [
        f"Jour\u00a0: {day(figures.realised_on) if figures.realised_on else UNKNOWN}",
        *([f"Lieu\u00a0: {figures.place}"] if figures.place else []),
        f"Personnes différentes\u00a0: {UNKNOWN if people is None else number(people)}",
        f"Participations en tout\u00a0: {UNKNOWN if times is None else number(times)}",
        f"Bénévolat\u00a0: {UNKNOWN if hours is None else plural(hours, 'heure', 'heures')}",
        *(["C’était hors les murs."] if figures.is_outdoors else []),
        *(["C’était un événement."] if figures.is_event else []),
    ]


def alert_label(alert: str) -> str:
    return LABELS[Alert][alert]


def init_app(app: Flask) -> None:
    for words in (told_to_author, told_to_staff, where_it_stands, notice_label, alert_label):
        app.jinja_env.filters[words.__name__] = words
    app.jinja_env.filters.update(said_how=said_how, in_words=in_words)
    app.jinja_env.filters["event_label"] = agenda_labels.event_label
    app.jinja_env.globals.update(sentence=sentence, head_news=head_news, joined_news=participant_labels.moved)
    app.jinja_env.filters.update(who_joined=participant_labels.who_joined, brought=participant_labels.brought)
    app.jinja_env.filters["offers_in_words"] = participant_labels.offers_in_words
