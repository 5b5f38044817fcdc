"""The words of a committee file: its content in sections, as the page, the PDF and the screens tell it."""

from collections.abc import Sequence
from datetime import date

from ctg_site.domain.committee import Criterion, Judgement, ToDecide, differ
from ctg_site.domain.evaluation import ActionState, IndicatorKind
from ctg_site.domain.text import excerpt
from ctg_site.words.committee_labels import CRITERIA
from ctg_site.words.french import day, euros, number, plural
from ctg_site.words.labels import label

from . import content
from .blocks import FileBlock, FileSection, bullets, paragraph, table
from .content import Content

#: The figures of the whole file, by their names in its totals: what is said of each, and whether it is money.
FIGURES: dict[str, tuple[str, bool]] = {
    "commitments": ("Engagements de la convention", False),
    "without_action": ("Engagements sans action publiée", False),
    "actions": ("Actions publiées, chacune comptée une fois", False),
    "begun": ("Actions commencées ou terminées", False),
    "done": ("Actions terminées ou installées dans la durée", False),
    "silent": ("Actions sans nouvelle depuis trois mois", False),
    "indicators": ("Indicateurs", False),
    "indicators_missing": ("Indicateurs dont la dernière valeur manque", False),
    "envies": ("Envies publiées, liées à un engagement", False),
    "envies_since": ("Envies publiées depuis la dernière fois", False),
    "realised": ("Envies réalisées", False),
    "open_decisions": ("Décisions encore à faire", False),
    "planned": ("Argent prévu, toutes années", True),
    "granted": ("Argent accordé, toutes années", True),
    "paid": ("Argent versé, toutes années", True),
    "steps_without_bridge": ("Étapes du parcours sans passerelle vers la suivante", False),
}
#: Those of one commitment.
OF_SHEET = {
    "actions": "Actions publiées",
    "begun": "Actions commencées ou terminées",
    "envies": "Envies publiées",
    "realised": "Envies réalisées",
    "decisions": "Décisions encore à faire",
}
MISSING = {"baseline": "le départ", "target": "ce qui est visé", "value": "ce qui est constaté"}
#: Those of the two-page version: where things are, then what is missing.
PLAIN_FIGURES = (
    "commitments",
    "actions",
    "begun",
    "done",
    "envies",
    "envies_since",
    "realised",
    "open_decisions",
)
PLAIN_GAPS = ("without_action", "silent", "indicators_missing", "steps_without_bridge")
UNKNOWN = "non renseigné"
MONEY, ALL_THEMES = ("planned", "granted", "paid"), "Tous les thèmes"
NEWS, PLAIN_WORDS, PLAIN_LINE, MOST_PLAIN = 300, 220, 110, 12


def on(written: str | None) -> str:
    """A day of the content, in words; nothing when there is none."""
    return day(date.fromisoformat(written)) if written else ""


def figure(value: float | None, is_money: bool = False) -> str:
    return euros(value) if is_money else UNKNOWN if value is None else number(value)


def title(told: Content) -> str:
    return f"{told['meeting']['body']}, le {on(told['meeting']['on'])}"


def status(told: Content) -> str:
    """Who made it, and who answers for it."""
    made = f"Fait le {on(told['on'])} par {told['author']}."
    if told["validated"] is None:
        return f"Projet, pas encore validé. {made}"
    return f"Validé le {on(told['validated']['on'])} par {told['validated']['who']}. {made}"


def span(told: Content) -> str:
    """What it tells of."""
    since = f"depuis sa dernière réunion, le {on(told['since'])}" if told["since"] else "depuis un an"
    return f"Convention {told['convention']['period']}. Ce qui s’est passé {since}."


def figures(told: Content) -> FileBlock:
    """The figures of the whole file, beside those of a year before when there are some."""
    before = told["before"]["totals"] if told["before"] else None
    heads = ["Ce qui est compté", "Cette fois"]
    heads += [f"Le {on(told['before']['on'])}"] if before else []
    rows = [
        [
            words,
            figure(told["totals"].get(name), money),
            *([figure(before.get(name), money)] if before else []),
        ]
        for name, (words, money) in FIGURES.items()
    ]
    return table("Les chiffres du dossier", heads, rows)


def sections(told: Content, on_screen: bool = False) -> list[FileSection]:
    """The whole file: in brief, what is to be decided, what is missing, then theme by theme.

    On a screen that a room reads, the aims of a commitment are their first paragraph.
    """
    found = [
        FileSection("en_bref", "En bref", [paragraph(status(told)), paragraph(span(told)), figures(told)]),
        FileSection("a_decider", "Ce qui est à décider", _to_decide(told["to_decide"])),
        FileSection("manques", "Ce qui manque", _gaps(told["gaps"])),
        FileSection("argent", "L’argent par thème et par année", _money(money_of(told))),
    ]
    for theme in told["themes"]:
        answers = [one for one in told["evaluation"] if one["theme"] == theme["code"]]
        found.append(FileSection(f"theme_{theme['code'].lower()}", theme["name"], _theme(theme, answers)))
        mine = [one for one in told["sheets"] if one["theme"] == theme["code"]]
        found += [_sheet(one, told["before"], on_screen) for one in mine]
    return found


def _to_decide(lines: Sequence[Content], most: int | None = None, longest: int = 1000) -> list[FileBlock]:
    if not lines:
        return [paragraph("Rien n’est encore proposé à la décision.")]
    told = [f"{label(ToDecide(one['kind']))}\u00a0: {excerpt(one['text'], longest)}" for one in lines[:most]]
    more = len(lines) - len(told)
    return [
        bullets(told),
        *([paragraph(f"Et {plural(more, 'autre', 'autres')}, dans le dossier.")] if more else []),
    ]


def _gaps(gaps: Content) -> list[FileBlock]:
    lines = [f"Engagement {one}\u00a0: aucune action publiée." for one in gaps["commitments"]]
    lines += [
        f"Action n°\u00a0{one['number']}, {one['title']}\u00a0: sans nouvelle depuis le {on(one['told_on'])}."
        for one in gaps["silent"]
    ]
    lines += [
        f"Aucune passerelle de «\u00a0{one['from']}\u00a0» à «\u00a0{one['to']}\u00a0»."
        for one in gaps["steps"]
    ]
    return (
        [bullets(lines)]
        if lines
        else [paragraph("Rien\u00a0: chaque engagement a une action qui donne des nouvelles.")]
    )


def money_of(told: Content) -> list[Content]:
    """The lines of each theme and year, then those of all; none in a file made before they were gathered."""
    found = told.get("money") or {"lines": [], "totals": []}
    return [*found["lines"], *found["totals"]]


def _money(lines: Sequence[Content]) -> list[FileBlock]:
    if not lines:
        return [paragraph("Aucun financement n’est écrit.")]
    heads = ("Thème", "Année", "Prévu", "Accordé", "Versé")
    rows = [
        (one["name"] or ALL_THEMES, str(one["year"]), *(euros(one[name]) for name in MONEY)) for one in lines
    ]
    once = "Une action qui sert deux thèmes compte dans chacun, et une seule fois dans le total."
    return [table("L’argent par thème et par année", heads, rows), paragraph(once)]


def _theme(theme: Content, answers: Sequence[Content]) -> list[FileBlock]:
    written = theme["words"] or "Rien n’est encore écrit sur ce thème."
    if not answers:
        return [
            paragraph(written),
            paragraph("Personne n’a encore répondu aux questions d’évaluation sur ce thème."),
        ]
    blocks = [paragraph(written)]
    for one in answers:
        criterion = Criterion(one["criterion"])
        apart = " Les réponses diffèrent." if differ([each["judgement"] for each in one["answers"]]) else ""
        caption = f"{CRITERIA[criterion]}. {label(criterion)}{apart}"
        rows = [
            (_in_whose_name(each), label(Judgement(each["judgement"])), each["text"])
            for each in one["answers"]
        ]
        blocks.append(table(caption, ("Qui répond", "Réponse", "Pourquoi"), rows))
    return blocks


def _in_whose_name(answer: Content) -> str:
    return f"{answer['in_name_of']} ({answer['who']})" if answer["who"] else answer["in_name_of"]


def _sheet(sheet: Content, before: Content | None, on_screen: bool) -> FileSection:
    aims = sheet["aims"].partition("\n")[0] if on_screen else sheet["aims"]
    blocks = [paragraph(aims), _counted(sheet, before)]
    if sheet["actions"]:
        rows = [
            (
                f"n°\u00a0{one['number']}, {one['title']}",
                label(ActionState(one["state"])),
                f"{on(one['told_on'])}\u00a0: {excerpt(one['news'], NEWS)}"
                if one["news"]
                else "aucune nouvelle",
            )
            for one in sheet["actions"]
        ]
        blocks.append(table("Actions", ("Action", "Où elle en est", "Dernière nouvelle"), rows))
    else:
        blocks.append(paragraph("Aucune action publiée ne porte cet engagement."))
    if sheet["indicators"]:
        heads = ("Indicateur", "Année", "Départ", "Visé", "Constaté", "Ce qui manque")
        blocks.append(table("Indicateurs", heads, [_indicator(one) for one in sheet["indicators"]]))
    if sheet["envies"]["latest"]:
        since = plural(sheet["envies"]["since"], "publiée", "publiées")
        blocks.append(paragraph(f"Envies qui y répondent, dont {since} depuis la dernière fois\u00a0:"))
        blocks.append(
            bullets(f"n°\u00a0{one['number']}, {one['title']}" for one in sheet["envies"]["latest"])
        )
    if sheet["decisions"]:
        decided = [(one["text"], one["owner"] or UNKNOWN, _due(one)) for one in sheet["decisions"]]
        blocks.append(
            table("Décisions encore à faire", ("Décision", "Qui s’en charge", "Pour quand"), decided)
        )
    if sheet["funding"]:
        money = [
            (
                f"n°\u00a0{one['action']}",
                one["funder"],
                str(one["year"]),
                euros(one["planned"]),
                euros(one["granted"]),
                euros(one.get("paid")),
            )
            for one in sheet["funding"]
        ]
        blocks.append(
            table("Financements", ("Action", "Qui finance", "Année", "Prévu", "Accordé", "Versé"), money)
        )
    return FileSection(
        f"engagement_{sheet['number'].lower()}", f"{sheet['number']}. {sheet['title']}", blocks
    )


def _counted(sheet: Content, before: Content | None) -> FileBlock:
    now, then = content.counts(sheet), before["sheets"].get(sheet["number"]) if before else None
    heads = ["Ce qui est compté", "Cette fois", *([f"Le {on(before['on'])}"] if before and then else [])]
    rows = [
        [words, number(now[name]), *([figure(then.get(name))] if then else [])]
        for name, words in OF_SHEET.items()
    ]
    return table("En chiffres", heads, rows)


def _indicator(one: Content) -> tuple[str, ...]:
    year = f" ({one['baseline_year']})" if one["baseline_year"] else ""
    where = f"action n°\u00a0{one['action']}" if one["action"] else "cet engagement"
    of = f"{one['unit']}, {label(IndicatorKind(one['kind'])).lower()}, {where}"
    said = f" ({one['halves']})" if one.get("halves") else ""
    return (
        f"{one['name']} ({of})",
        str(one["year"]),
        figure(one["baseline"]) + year,
        figure(one["target"]),
        figure(one["value"]) + said,
        ", ".join(MISSING[name] for name in one["missing"]) or "rien",
    )


def _due(one: Content) -> str:
    if one["due_on"] is None:
        return UNKNOWN
    return f"{on(one['due_on'])}, en retard" if one["late"] else on(one["due_on"])


def plain(told: Content) -> list[FileSection]:
    """The file in two pages at most: the main figures in sentences, a few words by theme, what to decide."""
    brief, missing = (
        [f"{FIGURES[name][0]}\u00a0: {figure(told['totals'][name])}" for name in names]
        for names in (PLAIN_FIGURES, PLAIN_GAPS)
    )
    themes = [
        f"{one['name']}\u00a0: {excerpt(one['words'], PLAIN_WORDS)}" for one in told["themes"] if one["words"]
    ]
    return [
        FileSection(
            "en_bref", "Où nous en sommes", [paragraph(status(told)), paragraph(span(told)), bullets(brief)]
        ),
        FileSection(
            "themes",
            "Thème par thème",
            [bullets(themes)] if themes else [paragraph("Rien n’est encore écrit.")],
        ),
        FileSection("manques", "Ce qui manque", [bullets(missing)]),
        FileSection(
            "a_decider", "Ce qui est à décider", _to_decide(told["to_decide"], MOST_PLAIN, PLAIN_LINE)
        ),
    ]
