"""A YAML file as located fields: each complaint has its line, and reading goes on to find the next one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint, for the person who wrote the file; `line` counts from 1, None when there is no line."""

    line: int | None
    message: str

    def __str__(self) -> str:
        return typeset(self.message if self.line is None else f"ligne {self.line} : {self.message}")


class ConventionFileError(ValueError):
    """The file cannot be used; `problems` holds every complaint, in the order of the lines."""

    def __init__(self, problems: Iterable[Complaint]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__("\n".join(map(str, self.problems)))


class _Loader(yaml.SafeLoader):
    """Plain YAML only: an alias would let a small file stand for an endless one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            alias = self.peek_event()
            raise yaml.composer.ComposerError(
                None, None, "les renvois (« * ») ne sont pas acceptés", alias.start_mark
            )
        return super().compose_node(parent, index)


def compose(text: str) -> yaml.Node:
    """The one document of a YAML text, or ConventionFileError."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConventionFileError([Complaint(line, "un caractère invisible est interdit ici.")]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConventionFileError([Complaint(mark.line + 1 if mark else None, _why(error))]) from error
    except RecursionError as error:
        raise ConventionFileError([Complaint(None, "Le fichier a trop de niveaux imbriqués.")]) from error
    if node is None:
        raise ConventionFileError([Complaint(None, "Le fichier est vide.")])
    return node


def _why(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, yaml.composer.ComposerError):
        return "le fichier doit contenir un seul document, sans ancre ni renvoi (« --- », « & », « * »)."
    return (
        "l’écriture n’est pas comprise ici. Regardez les espaces du début de ligne, les deux-points,"
        " les tirets et les guillemets."
    )


@dataclass
class Complaints:
    """The complaints met so far, and the values that may be written only once in the whole file."""

    problems: list[Complaint] = field(default_factory=list)
    seen: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Complaint(line_of(node), message))

    def once(self, family: str, value: str, node: yaml.Node) -> None:
        taken = self.seen.setdefault(family, {})
        if value in taken:
            self.add(node, f"« {value} » est déjà pris comme {family}, ligne {taken[value]}.")
        else:
            taken[value] = line_of(node)


class Fields:
    """The fields of one mapping. What is missing or wrong is reported once and read as an empty value.

    `spared` are the names that may be missing.
    """

    def __init__(
        self,
        report: Complaints,
        node: yaml.Node | None,
        what: str,
        names: tuple[str, ...],
        spared: frozenset[str] = frozenset(),
    ) -> None:
        self.report = report
        self.line = line_of(node) if node else 0
        self.nodes: dict[str, yaml.Node] = {}
        if isinstance(node, yaml.MappingNode):
            self._open(node, what, names, spared)
        elif node is not None:
            report.add(node, f"pour {what}, il faut ici des lignes « nom: valeur ».")

    def _open(
        self, node: yaml.MappingNode, what: str, names: tuple[str, ...], spared: frozenset[str]
    ) -> None:
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in names:
                known = ", ".join(names)
                self.report.add(
                    key, f"« {name} » n’est pas un nom connu pour {what}. Les noms connus : {known}."
                )
            elif name in self.nodes:
                self.report.add(key, f"« {name} » est écrit deux fois pour {what}.")
            else:
                self.nodes[name] = value
        for name in names:
            if name not in self.nodes and name not in spared:
                self.report.add(node, f"il manque « {name} » pour {what}.")

    def quote(self, name: str, most: int = 5000) -> str:
        """The exact words, only the cuts between lines joined."""
        return " ".join(self._scalar(name, most).split())

    def text(self, name: str, most: int = 200) -> str:
        """Our own words, on one line."""
        return typeset(self.quote(name, most))

    def prose(self, name: str, most: int = 5000) -> str:
        """Our own words, one paragraph a line."""
        lines = self._scalar(name, most).splitlines()
        return "\n".join(typeset(" ".join(line.split())) for line in lines if line.strip())

    def matching(self, name: str, pattern: str, example: str, family: str | None = None) -> str:
        """A value of a given form; with a `family`, one that the file may hold only once."""
        value = self.quote(name, 200)
        if value and not re.fullmatch(pattern, value):
            self.report.add(self.nodes[name], f"« {name} » doit ressembler à « {example} ».")
            return ""
        if value and family:
            self.report.once(family, value, self.nodes[name])
        return value

    def day(self, name: str) -> date:
        value = self.matching(name, r"\d{4}-\d{2}-\d{2}", "2026-12-31")
        try:
            return date.fromisoformat(value) if value else date.min
        except ValueError:
            self.report.add(self.nodes[name], f"« {name} » n’est pas une date du calendrier.")
            return date.min

    def within(self, name: str, what: str, names: tuple[str, ...]) -> "Fields":
        return Fields(self.report, self.nodes.get(name), what, names)

    def entries(self, name: str) -> list[yaml.Node]:
        """The elements of a list that holds one at least."""
        node = self.nodes.get(name)
        if isinstance(node, yaml.SequenceNode) and node.value:
            return node.value
        if node is not None:
            self.report.add(
                node, f"« {name} » doit être une liste d’au moins une ligne qui commence par un tiret."
            )
        return []

    def texts(self, name: str, most: int = 200) -> tuple[str, ...]:
        """The elements of a list of short texts."""
        return tuple(typeset(" ".join(self._value(node, name, most).split())) for node in self.entries(name))

    def complain(self, name: str, message: str) -> None:
        """Report what only the caller can see, on the line of a field that was read."""
        if name in self.nodes:
            self.report.add(self.nodes[name], message)

    def _scalar(self, name: str, most: int) -> str:
        node = self.nodes.get(name)
        return "" if node is None else self._value(node, name, most)

    def _value(self, node: yaml.Node, name: str, most: int) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.report.add(node, f"« {name} » doit être un texte.")
        elif node.tag == "tag:yaml.org,2002:null" or not node.value.strip():
            self.report.add(node, f"« {name} » est vide.")
        elif len(node.value) > most:
            self.report.add(node, f"« {name} » est trop long : {len(node.value)} caractères, {most} au plus.")
        elif any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in node.value if sign not in "\n\t"):
            self.report.add(node, f"« {name} » contient un caractère invisible interdit.")
        else:
            return node.value
        return ""


def line_of(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def typeset(text: str) -> str:
    """French apostrophes, and a space that never breaks where French wants one."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r" (?=[:;?!»])", NBSP, text)
    return re.sub(r"(?<=«) ", NBSP, text)
