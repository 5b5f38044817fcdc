"""The year of a centre in words: its lines, the same on the page, in the spreadsheet and on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ctg_site.domain.evaluation import ResidentsPlace
from ctg_site.domain.meetings import College, PeopleGroup
from ctg_site.domain.vocabulary import Channel, StepKind, SupportKind
from ctg_site.domain.workflow import Outcome, Stage
from ctg_site.words.bands import BANDS
from ctg_site.words.french import number, plural
from ctg_site.words.labels import label

from .figures import Recorded, YearFigures

NOT_RECORDED = "non relevé"
#: What the site has no place for: the national survey asks for it, somebody must count it elsewhere.
ELSEWHERE = "Le site ne le relève pas à chaque rendez-vous."


@dataclass(frozen=True, slots=True)
class YearLine:
    """Something counted: its name, its number (None: not recorded), how it is counted."""

    name: str
    value: int | None
    how: str = ""
    unit: str = ""

    @property
    def said(self) -> str:
        """« 12 », « 40 % », « non relevé »."""
        return (
            NOT_RECORDED if self.value is None else number(self.value) + (self.unit and f"\u00a0{self.unit}")
        )


@dataclass(frozen=True, slots=True)
class YearSection:
    """Lines under one title."""

    title: str
    lines: tuple[YearLine, ...]


def told(found: YearFigures) -> list[YearSection]:
    """All the sections, in the order of the report."""
    return [
        YearSection("Les envies des habitants", tuple(_envies(found))),
        YearSection("L’accompagnement", tuple(_help(found))),
        YearSection("Les projets réalisés\u00a0: participants et bénévolat", tuple(_projects(found))),
        YearSection("Hors les murs\u00a0: les paroles entendues", tuple(_heard(found))),
        YearSection("Les rendez-vous du centre\u00a0: participations", tuple(_meetings(found))),
        YearSection("La place des habitants dans les décisions", tuple(_decisions(found))),
        YearSection("Les partenariats", tuple(_partners(found))),
    ]


def _each(counts: Mapping[Any, int], members: Iterable[StrEnum], before: str = "") -> Iterable[YearLine]:
    """A line for each member that was found."""
    return (YearLine(before + label(one), counts[one]) for one in members if counts.get(one))


def _envies(found: YearFigures) -> Iterable[YearLine]:
    yield YearLine("Envies reçues", found.arrived, "Arrivées dans l’année, publiées ou non.")
    yield from _each(found.channels, Channel, "Par où\u00a0: ")
    yield from _each(found.stages, Stage, "Étape aujourd’hui\u00a0: ")
    yield from _each(found.outcomes, (one for one in Outcome if one is not Outcome.OPEN), "Issue\u00a0: ")
    yield YearLine("Personnes contactées", found.contacted, "Premier contact dans l’année.")
    yield YearLine("Dont dans le délai promis", found.on_time, "Avec le délai promis aujourd’hui.")
    share = round(100 * found.called_on_time / found.on_time) if found.on_time else None
    over = (
        f"{plural(found.called_on_time, 'personne', 'personnes')} sur {number(found.on_time)} dans le délai."
    )
    yield YearLine("Part des rappels dans les délais tenus", share, f"Appel ou courrier. {over}", "%")
    yield YearLine("Nouvelles données par une personne", found.told_by_hand, "Par appel, SMS ou courrier.")
    yield YearLine("Appels sans réponse", found.tried, "Notés dans la liste des rappels.")
    yield YearLine("Envies réalisées", found.realised, "Dites réalisées dans l’année.")


def _help(found: YearFigures) -> Iterable[YearLine]:
    held = sum(found.steps.values())
    yield YearLine("Échanges avec les habitants", held, "Notés dans les dossiers, à leur date.")
    yield from _each(found.steps, StepKind, "Dont\u00a0: ")
    yield YearLine("Coups de pouce donnés", sum(found.supports.values()))
    yield from _each(found.supports, SupportKind, "Dont\u00a0: ")


def _projects(found: YearFigures) -> Iterable[YearLine]:
    yield YearLine(
        "Projets réalisés", found.projects, "Par le jour de la réalisation, sinon celui où c’est dit."
    )
    yield _recorded(
        "Participants uniques",
        "participants",
        found,
        "Dans chaque projet\u00a0: qui vient à deux projets compte deux fois.",
    )
    yield _recorded("Participations cumulées", "attendances", found, "Chaque personne compte à chaque venue.")
    for name, band in BANDS.items():
        yield _recorded(f"Participants de {band}", name, found)
    yield _recorded("Heures de bénévolat", "volunteer_hours", found)
    yield _line("Projets hors les murs (aller-vers)", found.outdoors, found.projects)
    yield _line("Événements", found.events, found.projects)
    yield YearLine("Participants des quartiers prioritaires (QPV)", None, "Le site ne le relève pas.")


def _recorded(name: str, key: str, found: YearFigures, how: str = "") -> YearLine:
    return _line(name, found.sums.get(key, Recorded(None, 0)), found.projects, how)


def _line(name: str, found: Recorded, projects: int, how: str = "") -> YearLine:
    """How many projects wrote it down: a sum of some is not the sum of all."""
    over = f"Relevé pour {plural(found.by, 'projet', 'projets')} sur {number(projects)}."
    return YearLine(name, found.total, f"{how} {over}".strip())


def _heard(found: YearFigures) -> Iterable[YearLine]:
    yield YearLine("Sorties", found.outings, "Un jour et un lieu, d’après le cahier de la parole.")
    yield YearLine("Paroles notées", found.heard, "Sans nom, publiées ou non.")
    yield YearLine("Personnes entendues", found.heard_people, "Qui parle deux fois compte deux fois.")


def _meetings(found: YearFigures) -> Iterable[YearLine]:
    yield YearLine("Rendez-vous tenus", found.held, "Passés et non annulés, au nom du centre.")
    for name, count in found.kinds.items():
        yield YearLine(f"Dont\u00a0: {name}", count)
    yield YearLine("Rendez-vous dont les présences sont relevées", found.counted)
    over = f"Relevé pour {plural(found.counted, 'rendez-vous', 'rendez-vous')} sur {number(found.held)}."
    came = sum(found.came.values()) if found.counted else None
    yield YearLine("Participations cumulées", came, f"Chaque personne compte à chaque venue. {over}")
    yield from _each(found.came, College, "Dont\u00a0: ")
    yield YearLine("Participants uniques", None, ELSEWHERE)
    for group in PeopleGroup:
        told = found.groups.get(group, Recorded(None, 0))
        over = f"Relevé pour {plural(told.by, 'rendez-vous', 'rendez-vous')} sur {number(found.held)}."
        yield YearLine(f"Participations\u00a0: {label(group)}", told.total, over)


def _decisions(found: YearFigures) -> Iterable[YearLine]:
    yield YearLine("Décisions prises", found.decisions, "Notées dans les rendez-vous tenus du centre.")
    yield YearLine("Rendez-vous qui ont décidé", found.deciding)
    yield YearLine("Dont avec des habitants présents", found.with_residents, "Par les présences relevées.")
    residents = plural(found.residents, "habitant", "habitants")
    over = (
        f"{residents} sur {plural(found.people, 'présent', 'présents')} dans les rendez-vous qui ont décidé."
    )
    yield YearLine("Part des habitants parmi les présents", found.residents_share, over, "%")
    yield YearLine(
        "Actions portées par le centre", sum(found.places.values()), "Publiées, en cours dans l’année."
    )
    yield from _each(found.places, ResidentsPlace, "Dont\u00a0: ")
    if found.places.get(None):
        yield YearLine("Dont\u00a0: place des habitants non dite", found.places[None])


def _partners(found: YearFigures) -> Iterable[YearLine]:
    yield YearLine("Partenariats formalisés", found.formal, "Une convention est signée.")
    yield YearLine("Partenariats non formalisés", found.informal)
