"""Writes what was found: docs/audit.md, and the file from which the site makes its declaration."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.audit import sheet

ROOT = Path(__file__).parents[2]
DOCUMENT, DECLARED = ROOT / "docs/audit.md", ROOT / "ctg_site/pages/audit.yaml"
LETTERS = {sheet.CONFORM: "C", sheet.NOT_CONFORM: "X", sheet.NOT_APPLICABLE: "-"}
WIDEST = 160
HEAD = """# La fiche d’audit RGAA 4.1.2

Written by `make audit` from `tests/audit/`: criteria, sample, what the machine found, what was read.
`tests/audit/test_sheet.py` compares. The lists A, S and R of checks are in [audit-lists.md](audit-lists.md).

- Auto-évaluation du {day:%d/%m/%Y}, version {release}, sur la démonstration.
- **Taux au sens de la loi : {rate}** ({respected} critères respectés sur toutes les pages,
  sur {applying} qui s’appliquent ; {others} ne s’appliquent nulle part).
- Taux moyen des pages : {mean} %.
- Ce que personne n’a regardé compte comme non conforme.
- Outils : {tools}.
- Hors RGAA, fautes des autres règles d’axe, cibles de moins de 24 pixels : {beside}.
"""
GRID = """## Les 106 critères

Une lettre par page, dans l’ordre de l’échantillon : C conforme, X non conforme, - sans objet.
« lu » : décidé aussi par une lecture.

| n° | niv. | ce qui est demandé | pages | preuve |
|---|---|---|---|---|"""


def declared() -> dict[str, Any]:
    """What the declaration tells: counts, never a rate nor a state, which the site computes."""
    respected, applying = sheet.of_the_law()
    found, wrong = sheet.found(), sheet.not_conform()
    return {
        "day": found["day"],
        "release": found["release"],
        "respected": respected,
        "applying": applying,
        "mean_of_pages": sheet.mean_of_pages(),
        "tools": found["tools"],
        "pages": [{"name": page["name"], "path": page["path"]} for page in sheet.sample().values()],
        "not_conform": [
            {
                "number": number,
                "asks": sheet.criteria()[number].says,
                "why": list(dict.fromkeys(plain(why) for why in pages.values())),
                "pages": "toutes" if len(pages) == len(sheet.sample()) else names(pages),
            }
            for number, pages in wrong.items()
        ],
        "derogations": [],
        "exempt": [],
    }


def plain(why: str) -> str:
    """A fault that a machine tells, without the HTML that it shows."""
    words, _, html = why.partition(" : <")
    return f"{words[:1].upper()}{words[1:]}." if html else why


def names(pages: Any) -> list[str]:
    return [sheet.sample()[page]["name"] for page in pages]


def as_yaml() -> str:
    head = "# Written by `make audit`, read by the page « Accessibilité »: the last audit of the site.\n"
    return head + yaml.safe_dump(declared(), allow_unicode=True, sort_keys=False, width=150)


def document() -> str:
    return "\n".join([head(), *themes(), *wrong(), *pages(), *grid(), *read_by_eye()]) + "\n"


def per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",") + " %"


def head() -> str:
    found, (respected, applying) = sheet.found(), sheet.of_the_law()
    return HEAD.format(
        day=found["day"],
        release=found["release"],
        rate=per_cent(respected, applying),
        respected=respected,
        applying=applying,
        others=len(sheet.criteria()) - applying,
        mean=str(sheet.mean_of_pages()).replace(".", ","),
        tools=", ".join(found["tools"]),
        beside=len(found["beside"]),
    )


def themes() -> Iterator[str]:
    yield from ("## Par thème", "", "| thème | respectés | s’appliquent | taux |", "|---|---|---|---|")
    for theme in dict.fromkeys(one.theme for one in sheet.criteria().values()):
        respected, applying = sheet.of_the_law(theme)
        rate = per_cent(respected, applying) if applying else "sans objet"
        yield f"| {theme} | {respected} | {applying} | {rate} |"
    yield ""


def wrong() -> Iterator[str]:
    yield from ("## Ce qui n’est pas conforme", "")
    for number, found in sheet.not_conform().items():
        for why in dict.fromkeys(found.values()):
            these = [page for page, one in found.items() if one == why]
            everywhere = len(these) == len(sheet.sample())
            places = "toutes les pages" if everywhere else ", ".join(names(these))
            yield cut(f"- **{number}** : {why} ({places})")
    yield ""


def pages() -> Iterator[str]:
    yield from ("## L’échantillon", "", "| n° | page | adresse | taux |", "|---|---|---|---|")
    for place, (key, page) in enumerate(sheet.sample().items(), 1):
        rate = per_cent(*sheet.count(sheet.cell(number, key).verdict for number in sheet.criteria()))
        yield f"| {place} | {page['name']} | `{page['path']}` | {rate} |"
    yield ""


def grid() -> Iterator[str]:
    yield GRID
    for number, one in sheet.criteria().items():
        letters = "".join(LETTERS[cell.verdict] for cell in sheet.row(number).values())
        proof = ", ".join([*one.by, *(["lu"] if one.read else [])])
        yield f"| {number} | {one.level} | {one.says} | `{letters}` | {proof} |"
    yield ""


def read_by_eye() -> Iterator[str]:
    yield from ("## Ce qui a été lu, et comment", "")
    for number, one in sheet.readings().items():
        yield cut(f"- {number} ({one['day']:%d/%m/%Y}) : {one['looked']}")


def cut(line: str) -> str:
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"
