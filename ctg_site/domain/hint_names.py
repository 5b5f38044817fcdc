"""Finds somebody young who is named: by a tie, an age, a class, or by saying a name."""

import re
from collections.abc import Iterator

from . import spoken
from .hint_words import LISTS

ALWAYS = spoken.words_of("first_names.txt")
WITH_CAPITAL = spoken.words_of("first_names_also_words.txt")
NOBODY = frozenset(re.findall(r"[a-z0-9]+", LISTS["nobody"]))

KIN, FRIEND, MINE, OWNER = (LISTS[name] for name in ("kin", "friend", "mine", "owner"))
WORD = r"(?<![a-z-])[a-z][a-z-]++"
NAME = re.compile(rf"(?!et\b){WORD}")
NAMES = rf"({WORD}(?:(?:,| et|, et) {WORD})*)"
ONE = rf"({WORD})"
AGE = rf"(?:{LISTS['young']})(?:,5)? ?(?:ans|mois)\b"
TO_CLASS = r"(?:en |au |du |de |de la |a l'|a la |eleve (?:de |en |du )?|scolarisee? (?:en |au |a ))*"
CLASS = rf"{TO_CLASS}{LISTS['class']}\b"
SAYS = rf"(?:[mst]|se|me) ?'?e?{LISTS['calls']}(?:nt)?"
WHO = rf"(?:(?:il|elle|qui|ils|elles) )?(?:{SAYS} )?"
BETWEEN = rf"(?:,? (?:de {AGE}|{LISTS['between']}|\(\w+\)|qui a {AGE}))*"
#: Said beside a tie, a class or an age, a name alone is a child's.
TIED = (
    rf"\b(?:{OWNER} ?)?(?:petite?s? |grande?s? )?{KIN}{BETWEEN},? ?:? {WHO}{NAMES}",
    rf"\b{MINE} (?:petite?s? |grande?s? )?{FRIEND} {NAMES}",
    rf"\bles {FRIEND} d(?:e |')?{NAMES}",
    rf"\b{LISTS['parent']} d(?:e |'){NAMES}",
    rf"\b{KIN} d(?:e |'|u ){MINE} \w+ {NAMES}",
)
SMALL = (rf"\b(?:le|la|notre|mon|ma) (?:petite?|grande?) {ONE}",)
YOUNG = (
    rf"{ONE},? (?:\()?(?:qui a |a |agee? de |j'ai |et j'ai |jai |et jai )?{AGE}(?! (?:et|ou) plus)",
    rf"{ONE},? \(?(?:eleve |qui est |est |il est |elle est |scolarise )?{CLASS}",
    rf"{NAMES},? {OWNER} ?(?:petite?s? )?{KIN}\b",
)
SAID = (
    rf"\b{SAYS},? {NAMES}",
    rf"\b(?:moi(?: c'?(?:est)?|, c'est)|mon prenom(?: est| c'est|,| :)?|prenom ?:) {ONE}",
    rf"\b(?:je suis|j'suis|chui|c'est) {ONE}(?=,? (?:\(?{AGE}|\(?{CLASS}|(?:et )?j'?ai|en))",
)
PATTERNS = tuple(
    (re.compile(pattern), kind)
    for patterns, kind in ((TIED, "tied"), (SMALL, "small"), (YOUNG, "young"), (SAID, "said"))
    for pattern in patterns
)
#: A capital is enough after « mon » or « notre », not after « le »: « les enfants Terribles ».
OF_SOMEBODY = re.compile(rf"\b(?:{MINE}|{LISTS['parent']} d(?:e |')|{SAYS}|moi|prenom)\b")
BEARS = re.compile(rf"\b{LISTS['bears']}s?(?: (?:de |du |d'|la |le |l')*[a-z'-]+){{0,2}} $")
#: A grown-up who says a name and an age.
GROWN = re.compile(r"^,? ?\(?(?:qui a |a |agee? de |j'ai |et j'ai )?(?:1[89]|[2-9]\d) ans")


def children(plain: str, level: str) -> Iterator[tuple[int, int]]:
    for pattern, kind in PATTERNS:
        for found in pattern.finditer(level):
            end = _end_of_names(plain, level, found, kind)
            if end and not GROWN.match(level[end:]):
                yield found.start(), end


def _end_of_names(plain: str, level: str, found: re.Match[str], kind: str) -> int:
    """Where the names that somebody is told by end; 0 when the words that stand there are no names."""
    names = [(one, found.start(1) + one.start()) for one in NAME.finditer(found[1])]
    if kind != "tied" and BEARS.search(level[: found.start(1)][-60:]):
        return 0
    trusted = kind in {"tied", "said"} and bool(OF_SOMEBODY.search(found[0]))
    known = [is_name(one[0], _capital(plain, at), trusted, kind == "said") for one, at in names]
    if not known or not known[0]:
        return 0
    last = known.index(False) if False in known else len(known)
    return found.end() if last == len(known) else names[last - 1][1] + len(names[last - 1][0][0])


def is_name(word: str, capital: bool, trusted: bool = False, said: bool = False) -> bool:
    """Whether a word is a first name; one that no list holds needs a capital, and trust in what is before."""
    if word in NOBODY:
        return False
    if word in ALWAYS or word.partition("-")[0] in ALWAYS:
        return True
    return (word in WITH_CAPITAL and (capital or said)) or (trusted and capital)


def _capital(plain: str, at: int) -> bool:
    """A capital says nothing in a text that is written all in capitals."""
    small = sum(sign.islower() for sign in plain)
    return plain[at].isupper() and small * 2 > sum(sign.isupper() for sign in plain)


def tells_a_name(plain: str, level: str) -> bool:
    """Whether a child’s words may name somebody: a hint says so, or a first name bears its capital."""
    return any(True for _ in children(plain, level)) or any(
        is_name(one[0], True)
        and _capital(plain, one.start())
        and not BEARS.search(level[: one.start()][-60:])
        for one in NAME.finditer(level)
    )


def without(level: str, town: str) -> str:
    """The text less the words of the town’s name, as long as before."""
    words = [re.escape(word) for word in re.findall(r"[a-z]{3,}", town)]
    return re.sub(rf"\b(?:{'|'.join(words)})\b", lambda found: "0" * len(found[0]), level) if words else level
