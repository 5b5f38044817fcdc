"""Details and words that the public should perhaps not read: told to whoever decides, never decided here."""

import re
from dataclasses import dataclass
from enum import StrEnum

from .text import fold


class Hint(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LINK = "link"
    CHILD = "child"
    INSULT = "insult"


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something to look at: its words as they were written, and the line they stand on."""

    kind: Hint
    text: str
    line: int


EMAIL = r"[\w.+-]+ ?(?:@|\(at\)|\[at\]) ?[\w-]+(?:\.[\w-]+)+"
#: Ten digits from 0, or +33 and nine, whatever stands between them; never a part of a longer number.
PHONE = r"(?<![\d+])(?:\+33|0033|0)[ .\-/]?(?:\(0\)[ .\-/]?)?[1-9](?:[ .\-/]?\d{2}){4}(?![\d])"
LINK = r"\b(?:https?://|www\.)[^\s<>«»]+|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|info|be|io|me|gg)\b(?:/\S*)?"
WAY = (
    r"(?:rue|avenue|av\.|boulevard|bd|chemin|impasse|allée|allee|place|route|quai|résidence|residence|cité"
    r"|cite|square|sente|ruelle)"
)
#: A number before a way; a way alone is a place of the town, and a post code alone says nothing of anybody.
ADDRESS = (
    rf"\b\d{{1,4}} ?(?:bis|ter|quater|[a-d]\b)?,? (?:de )?(?:la |l['’])?{WAY}\b(?: [^\s,.;:!?\n]+){{1,6}}"
    r"|(?i:\b(?:appartement|appt?\.?|porte|étage|etage|bâtiment|batiment|bât\.?) (?:n° ?)?(?:\d+|[A-H])\b)"
)
#: Somebody young, said by a tie or an age; then a first name, or the other way round.
KIN = (
    r"(?:fils|filles?|enfants?|bébé|bebe|petit-fils|petite-fille|petits-enfants|neveux?|nièces?|nieces?"
    r"|jumeaux|jumelles|garçon|garcon|gamine?|puce|élève|eleve|frère|frere|sœur|soeur)"
)
NAME = r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ][\w’'-]+"
NAMES = rf"({NAME}(?:(?:, | et ){NAME})*)"
OWNER = r"(?:[mstMST]on|[mstMST]a|[mstMST]es|[nNvV]otre|[nNvV]os|[lL]eurs?|[lL]es?|[lL]a|[uU]ne?|[lL]['’])"
CHILDREN = (
    rf"\b{OWNER} ?(?:petite?s? )?{KIN}(?: (?:aînée?|ainée?|cadette?|unique))?,?"
    rf" (?:qui s['’]appelle(?:nt)? )?{NAMES}",
    rf"\b{NAMES},? (?:\()?(?:qui a |âgée? de |agée? de |a )?(?:1[0-7]|[1-9])(?:,5)? (?:ans|mois)\b",
    rf"\b{NAMES},? {OWNER.lower()} ?(?:petite?s? )?{KIN}\b",
)
#: Words that are capitalised for another reason than being the first name of somebody.
NOT_A_NAME = frozenset(
    "je il elle ils elles on nous vous tu ce ca les le la un une des de du mais et ou donc car si pour avec"
    " france europe noel paques ecole college lycee centre mairie ville"
    " ctg caf laep alsh mon ma mes son sa ses notre votre leur leurs chaque tous toutes quand depuis apres"
    " avant".split()
)
#: Folded words; each is found whole, with its plural and its feminine.
INSULTS = frozenset(
    "abruti batard bicot bougnoule boche branleur branleuse bite chinetoque con conne connard connasse"
    " couille crouille debile emmerder emmerdeur encule enculer enculeur enfoire fdp fiotte foutre garce"
    " gogol gouine idiot imbecile lopette merde merdeux merdique mongolien negre negresse niakoue nique"
    " niquer ntm pd pede pedoque petasse poufiasse pouffiasse pute putain raclure salaud salope salopard"
    " saloperie tafiole tantouze tapette tarlouze trouduc trou-du-cul youpin bamboula sous-merde"
    " cassos".split()
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PATTERNS = (
    (Hint.EMAIL, re.compile(EMAIL)),
    (Hint.LINK, re.compile(LINK, re.IGNORECASE)),
    (Hint.PHONE, re.compile(PHONE)),
    (Hint.ADDRESS, re.compile(ADDRESS, re.IGNORECASE)),
)
CHILD_PATTERNS = tuple(re.compile(pattern) for pattern in CHILDREN)
SPACES = str.maketrans("\u00a0\u202f\t", "   ")


def hints(text: str, town: str = "") -> list[Noticed]:
    """What a reader should look at, in the order of the text; an empty list very often.

    The name of the `town` is nobody's.
    """
    plain, not_a_name = text.translate(SPACES), NOT_A_NAME.union(map(fold, WORD.findall(town)))
    spans: list[tuple[int, int, Hint]] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(plain):
            _add(spans, match.start(), match.end(), kind)
    for pattern in CHILD_PATTERNS:
        for match in pattern.finditer(plain):
            if any(fold(name) not in not_a_name for name in WORD.findall(match[1])):
                _add(spans, match.start(), match.end(), Hint.CHILD)
    for match in WORD.finditer(plain):
        if _insults(match[0]):
            _add(spans, match.start(), match.end(), Hint.INSULT)
    return [
        Noticed(kind, plain[start:end].strip(), plain.count("\n", 0, start) + 1)
        for start, end, kind in sorted(spans)
    ]


def _add(spans: list[tuple[int, int, Hint]], start: int, end: int, kind: Hint) -> None:
    """One place is told once, by what was looked for first: an address of the Web within an e-mail is one."""
    if not any(start < other_end and other_start < end for other_start, other_end, _ in spans):
        spans.append((start, end, kind))


def _insults(word: str) -> bool:
    folded = fold(word)
    return any(one in INSULTS for one in (folded, folded.removesuffix("s"), folded.removesuffix("es")))
