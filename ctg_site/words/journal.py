"""The journal in words: what happened to an envie, for its author, for the public and for the staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from ctg_site.domain.alerts import Alert
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Moderation, Move, Outcome, Stage

from . import agenda_labels, participant_labels, participation_labels
from .french import day, number, plural
from .journal_events import family, said
from .labels import LABELS
from .thread import action_news

#: Through which channel the staff entered an envie for somebody.
ENTERED: dict[str, str] = {
    Channel.DESK: "à l’accueil",
    Channel.PHONE: "au téléphone",
    Channel.PAPER: "sur papier",
    Channel.STREET: "dans la rue",
    Channel.MEETING: "à une rencontre",
}

#: What was corrected of a person, in the journal, which keeps no value.
CORRECTED: dict[str, str] = {
    "district": "le quartier",
    "way": "le moyen de la joindre",
    "phone": "le téléphone",
    "email": "l’e-mail",
    "address": "l’adresse postale",
    "first_name": "le prénom",
}
#: What each stage of the path is made of; its name is the one that every page says.
PATH: dict[Stage, str] = {
    Stage.WELCOME: "Une personne du centre la lit.",
    Stage.MEETING: "Pour voir ce que la personne veut faire, et avec qui.",
    Stage.SUPPORT: "Une écoute, un lieu, du matériel, un contact…",
    Stage.PROJECT: "Qui fait quoi, quand, avec quoi.",
    Stage.REALISATION: "L’envie devient réelle.",
    Stage.STORY: "Ce qui a changé, pour donner envie à d’autres.",
}
REACHED_BY = {
    Move.MEET: Stage.MEETING,
    Move.SUPPORT: Stage.SUPPORT,
    Move.PLAN: Stage.PROJECT,
    Move.REALISE: Stage.REALISATION,
    Move.TELL: Stage.STORY,
}


#: Where the rest of the path may still come; elsewhere it would promise what will not.
COMING = {Outcome.OPEN, Outcome.REALISED}


@dataclass(frozen=True, slots=True)
class PathStep:
    """A stage of the path of an envie: `when` is words or nothing, `state` is past, current or future."""

    title: str
    text: str
    when: str
    state: str


def told_to_author(entry: Any) -> str:
    """The sentence of a journal line for the author; empty when it does not concern them."""
    return said(entry.subject, entry.event).author


def told_to_staff(entry: Any) -> str:
    words = said(entry.subject, entry.event).staff
    if entry.event == FileEvent.ENTER:
        return f"{words}, {ENTERED[entry.before]}"
    if entry.event in {FileEvent.MENDED, FileEvent.MENDED_FOR}:
        return f"{words}\u00a0: {', '.join(CORRECTED[name] for name in entry.before.split(','))}"
    return words or LABELS[family(entry.subject)][entry.event]


def path(proposal: Any, journal: Iterable[Any]) -> list[PathStep]:
    """The stages with the day each was last reached, for a proposal and its journal.

    Those to come are there while it goes on.
    """
    reached = {Stage.WELCOME: proposal.created_at}
    for entry in journal:
        if entry.subject == "stage" and entry.event in REACHED_BY:
            reached[REACHED_BY[entry.event]] = entry.created_at
    order = list(Stage)
    now_at = order.index(proposal.stage)
    ended = proposal.outcome is Outcome.REALISED and proposal.stage is Stage.STORY
    coming = order if proposal.outcome in COMING else order[: now_at + 1]
    return [
        PathStep(
            LABELS[Stage][stage],
            PATH[stage],
            when=f"le {day(reached[stage])}" if place <= now_at and stage in reached else "",
            state="past" if place < now_at or ended else "current" if place == now_at else "future",
        )
        for place, stage in enumerate(coming)
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
    return said(subject, event).author


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
    "withdrawn": "son envie est retirée, et ses coordonnées vont s’effacer",
    "new_address": "nos lettres vont à sa nouvelle adresse",
    "received": "son envie est bien arrivée",
    "rights_answered": "notre réponse à sa demande sur ses données",
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
    if notice.template in {"action_moved", "joined_action_moved"}:
        return action_news(**notice.context, joined=notice.template == "joined_action_moved")
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
    app.jinja_env.globals.update(
        sentence=sentence, head_news=head_news, action_news=action_news, joined_news=participant_labels.moved
    )
    app.jinja_env.filters.update(who_joined=participant_labels.who_joined, brought=participant_labels.brought)
    app.jinja_env.filters["say_me_too"] = participant_labels.say_me_too
    app.jinja_env.filters["offers_in_words"] = participant_labels.offers_in_words
