"""Reads a convention's file, of any town, and tells all its errors at once, each with its line."""

from datetime import date
from pathlib import Path

import yaml

from ctg_site.domain.conventions import RESERVED_SLUGS

from .document import Act, Body, CommitmentText, Document, Item, PathwayStepText, ThemeText
from .nodes import Complaint, Complaints, ConventionFileError, Fields, compose

#: The convention this site was built for.
LENS = Path(__file__).with_name("lens-2022-2026.yaml")
LARGEST = 1_000_000

KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CODE = r"[A-Z]{2,4}"
NUMBER = r"[A-Z]{2,4}[1-9][0-9]?"
PERIOD = r"[0-9]{4}-[0-9]{4}"
#: What a convention may do without: not every town has a pathway, or bodies of inhabitants.
SPARED = frozenset({"cooperations", "parcours", "participation"})


def read(path: str | Path) -> Document:
    """The convention of a UTF-8 YAML file of 1 MB at most, or ConventionFileError with every complaint."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ConventionFileError(
            [Complaint(None, f"Le fichier « {path} » ne peut pas être ouvert.")]
        ) from error
    return parse(data)


def parse(data: bytes) -> Document:
    """The same, from the bytes of the file."""
    if len(data) > LARGEST:
        raise ConventionFileError([Complaint(None, "Le fichier est trop lourd : 1 Mo au plus.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "ce caractère n’est pas en UTF-8. Enregistrez le fichier avec le codage « UTF-8 »."
        raise ConventionFileError([Complaint(line, message)]) from error
    report = Complaints()
    document = _document(report, compose(text))
    if report.problems:
        raise ConventionFileError(report.problems)
    return document


def _document(report: Complaints, node: yaml.Node) -> Document:
    names = (
        "periode", "titre", "debut", "fin", "signataires", "introduction", "acte", "buts", "domaines",
        "themes", "cooperations", "parcours", "gouvernance", "participation",
    )  # fmt: skip
    fields = Fields(report, node, "la convention", names, SPARED)
    themes = tuple(_theme(report, entry) for entry in fields.entries("themes"))
    topics = fields.within("cooperations", "les coopérations", ("engagement", "sujets"))
    pathway = fields.within("parcours", "le parcours", ("engagement", "etapes"))
    document = Document(
        line=fields.line,
        period=fields.matching("periode", PERIOD, "2022-2026"),
        title=fields.text("titre"),
        starts_on=fields.day("debut"),
        ends_on=fields.day("fin"),
        signatories=fields.texts("signataires"),
        introduction=fields.prose("introduction"),
        source=_source(fields),
        themes=themes,
        aims=_items(fields, "buts", "ce but", "clé de but"),
        domains=_items(fields, "domaines", "ce domaine", "clé de domaine"),
        topics_of=_commitment_named(topics),
        topics=_items(topics, "sujets", "ce sujet", "clé de sujet"),
        pathway_of=_commitment_named(pathway),
        pathway=_pathway(pathway),
        governance=_bodies(fields, "gouvernance"),
        participation=_bodies(fields, "participation"),
    )
    _check_dates(fields, document)
    return document


def _check_dates(fields: Fields, document: Document) -> None:
    if date.min in {document.starts_on, document.ends_on}:
        return
    if document.ends_on <= document.starts_on:
        fields.complain("fin", "« fin » doit venir après « debut ».")
    elif document.period not in {"", f"{document.starts_on.year}-{document.ends_on.year}"}:
        fields.complain("periode", "« periode » doit porter les années de « debut » et de « fin ».")


def _source(fields: Fields) -> Act:
    act = fields.within("acte", "l’acte", ("titre", "reference", "adopte_le", "recu_le", "vote"))
    return Act(
        line=act.line,
        title=act.text("titre"),
        reference=act.quote("reference", 100),
        adopted_on=act.day("adopte_le"),
        received_on=act.day("recu_le"),
        vote=act.text("vote"),
    )


def _theme(report: Complaints, node: yaml.Node) -> ThemeText:
    names = ("code", "slug", "intitule_officiel", "nom", "resume", "engagements")
    fields = Fields(report, node, "ce thème", names)
    code = fields.matching("code", CODE, "JE", "code")
    slug = fields.matching("slug", KEY, "petite-enfance", "slug")
    if slug in RESERVED_SLUGS:
        fields.complain("slug", f"« {slug} » sert déjà d’adresse au site.")
    commitments = tuple(
        _commitment(report, entry, f"{code}{rank}" if code else "")
        for rank, entry in enumerate(fields.entries("engagements"), 1)
    )
    return ThemeText(
        line=fields.line,
        code=code,
        slug=slug,
        official_heading=fields.quote("intitule_officiel", 300),
        name=fields.text("nom", 60),
        summary=fields.text("resume", 120),
        commitments=commitments,
    )


def _commitment(report: Complaints, node: yaml.Node, expected: str) -> CommitmentText:
    names = ("numero", "cle", "titre_simple", "texte_simple", "texte_officiel")
    fields = Fields(report, node, "cet engagement", names)
    number = fields.matching("numero", NUMBER, "JE1", "numéro")
    if expected and number and number != expected:
        fields.complain(
            "numero", f"le numéro « {number} » devrait être « {expected} » : le code, puis le rang."
        )
    return CommitmentText(
        line=fields.line,
        number=number,
        key=fields.matching("cle", KEY, "je-engagement", "clé d’engagement"),
        plain_title=fields.text("titre_simple", 120),
        plain_text=fields.prose("texte_simple"),
        official_text=fields.quote("texte_officiel"),
    )


def _commitment_named(fields: Fields) -> str:
    number = fields.matching("engagement", NUMBER, "JE1")
    if number and number not in fields.report.seen.get("numéro", {}):
        fields.complain("engagement", f"aucun engagement ne porte le numéro « {number} ».")
    return number


def _items(parent: Fields, name: str, what: str, family: str) -> tuple[Item, ...]:
    read = []
    for node in parent.entries(name):
        fields = Fields(parent.report, node, what, ("cle", "texte_officiel", "texte_simple"))
        item = Item(
            line=fields.line,
            key=fields.matching("cle", KEY, "acces-aux-droits", family),
            official_text=fields.quote("texte_officiel"),
            plain_text=fields.prose("texte_simple"),
        )
        read.append(item)
    return tuple(read)


def _pathway(parent: Fields) -> tuple[PathwayStepText, ...]:
    read = []
    for rank, node in enumerate(parent.entries("etapes"), 1):
        names = ("position", "cle", "nom", "texte_officiel", "texte_simple")
        fields = Fields(parent.report, node, "cette étape", names)
        position = fields.quote("position", 10)
        if position and position != str(rank):
            fields.complain("position", f"la position est « {position} » : ici, elle doit être « {rank} ».")
        step = PathwayStepText(
            line=fields.line,
            position=rank,
            key=fields.matching("cle", KEY, "creche", "clé d’étape"),
            name=fields.text("nom", 60),
            official_text=fields.quote("texte_officiel"),
            plain_text=fields.prose("texte_simple"),
        )
        read.append(step)
    return tuple(read)


def _bodies(parent: Fields, name: str) -> tuple[Body, ...]:
    read = []
    for node in parent.entries(name):
        fields = Fields(
            parent.report, node, "cette instance", ("cle", "nom", "texte_officiel", "texte_simple")
        )
        body = Body(
            line=fields.line,
            key=fields.matching("cle", KEY, "comite-de-pilotage", "clé d’instance"),
            name=fields.text("nom", 120),
            official_text=fields.quote("texte_officiel"),
            plain_text=fields.prose("texte_simple"),
        )
        read.append(body)
    return tuple(read)
