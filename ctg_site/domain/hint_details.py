"""Finds what reaches a person in a text: telephone numbers, mailboxes, links, where somebody lives."""

import re
from collections.abc import Iterator

from .hint_words import LISTS

#: Signs that people put between the figures of a number.
PART = r"[ .\-/_,]{0,3}"
PHONE = re.compile(
    rf"(?<![\d+])(?:\(?\+ ?\(?33\)?|00{PART}33|33|\(?0\)?){PART}(?:\(0\){PART})?[1-9](?:{PART}\d){{8}}(?!\d)"
)
#: A day reads like the first figures of a number.
DAY = re.compile(r"\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d")
#: An O beside a figure or another O, and no other letter, is a zero.
FIGURE_O = re.compile(r"(?<![a-np-z])o(?![a-np-z])")
SPOKEN_PHONE = re.compile(
    rf"\bzero(?:[ ,-]+(?:{LISTS['number']}|\d\d))(?:[ ,-]+(?:{LISTS['number']}|\d\d)\b){{4,}}"
)

SPOKEN_DOT = r"(?: ?[\[({] ?(?:point|dot) ?[\])}] ?| (?:point|dot) )"
DOT = rf"(?: ?\. ?|{SPOKEN_DOT})"
ENDING = rf"{LISTS['ending']}\b"
#: What stands for @, then a host of any name, or one of those that everybody knows, whose dot may be wrong.
AT = re.compile(rf" ?@+ ?| ?[\[({{] ?(?:at|a|{LISTS['at']}) ?[\])}}] ?| {LISTS['at']} ")
CHEZ = re.compile(r" chez ")
HOST = re.compile(rf"[\w-]{{1,40}}(?:{DOT}[\w-]{{1,40}}){{0,3}}(?:{DOT}|,){ENDING}")
KNOWN_HOST = re.compile(rf"{LISTS['mailbox']}(?:{DOT}|,| ){ENDING}")
PIECE = r"[\w+-]++(?:\.[\w+-]++)*+"
JOIN = rf"(?:{SPOKEN_DOT}| \. ?|\. | (?:tiret du (?:bas|6|8)|tiret|underscore) )"
#: What stands before the @, looked for in as many signs as it may have.
OWNER = re.compile(rf"(?<![\w.+-]){PIECE}(?:{JOIN}{PIECE}){{0,3}}$")
LONGEST_OWNER = 64

LINK = re.compile(
    r"\bhttps?:/?/? ?[^\s<>«»]+(?: \. [\w-]+)*"
    rf"|\b(?:www|3w|trois w)(?:{DOT}[\w-]+){{1,4}}(?:/\S*)?"
    rf"|(?<![\w.-])[\w-]++(?:\.[\w-]+)*\.{LISTS['site']}\b(?![.-]\w)(?:/\S*)?"
    r"|(?<![\w.-])[\w-]++ \. (?:fr|com|org|net|eu)\b"
    rf"|\b{LISTS['network']}(?: ?: ?@?| @?)[a-z][\w.]*[_.\d]\w*"
    r"|(?<![\w@.])@[a-z][\w.]{2,}"
)

NUMBER = r"\d{1,4} ?(?:bis|ter|quater|[a-d]\b)?"
WAY = rf"{LISTS['way']}(?=[ '])"
NAMED = r"(?: [^\s,.;:!?()]+){1,6}"
WHERE = re.compile(
    rf"\b(?!(?:19|20)\d\d\b){NUMBER},? (?:de )?(?:la |l')?{WAY}(?! {LISTS['noway']}\b){NAMED}"
    rf"|\b{WAY}(?: [^\s,.;:!?()]+){{1,4}},? (?:au )?(?:numero|n°|no) ?\d+"
)
HOME = LISTS["dwelling"]
#: What follows a flat, a door or a floor when it is one: « porte 12, » and never « porte 12 projets ».
AFTER = (
    rf"(?= ?(?:$|[,.;:)\n!?]|{HOME}\b|{LISTS['way']}[ .]|a lens|et |tour|au |chez|cote|gauche|droite|du b))"
)
FLOOR = r"(?:\d{1,2} ?(?:er|e|eme|ere|ieme|nd|nde)|premier|deuxieme|troisieme|quatrieme|dernier)"
DWELLING = re.compile(
    rf"\b{HOME} (?:n° ?|numero |no )?(?:\d{{1,4}}[a-h]?|[b-h]\d{{0,3}}|a\d{{1,3}}){AFTER}"
    rf"|\b{FLOOR} etage{AFTER}"
)
#: A letter alone is a verb or an elided word as often as a building: a capital is needed.
LETTER = re.compile(rf"\b{HOME} (?:n° ?)?[a-h]\b(?!')")
#: Where a sentence was glued to the next: « un jardin.Me dire ».
GLUED = re.compile(r"\.[A-Z][a-z]*(?:/|$)")


def phones(plain: str, level: str) -> Iterator[tuple[int, int]]:
    import phonenumbers

    figures = FIGURE_O.sub("0", level)
    apart = DAY.sub(lambda found: "#" * len(found[0]), figures)
    for pattern in (PHONE, SPOKEN_PHONE):
        for found in pattern.finditer(apart):
            yield found.span()
    for number in phonenumbers.PhoneNumberMatcher(plain, None, phonenumbers.Leniency.VALID, max_tries=10):
        yield number.start, number.end


def emails(_: str, level: str) -> Iterator[tuple[int, int]]:
    for at, hosts in ((AT, (HOST, KNOWN_HOST)), (CHEZ, (KNOWN_HOST,))):
        for found in at.finditer(level):
            start, end = found.span()
            owner = OWNER.search(level, max(0, start - LONGEST_OWNER), start)
            host = next((one for host in hosts if (one := host.match(level, end))), None)
            if owner and host:
                yield owner.start(), host.end()


def links(plain: str, level: str) -> Iterator[tuple[int, int]]:
    for found in LINK.finditer(level):
        if not GLUED.search(plain[slice(*found.span())]):
            yield found.span()


def addresses(plain: str, level: str) -> Iterator[tuple[int, int]]:
    for pattern in (WHERE, DWELLING):
        for found in pattern.finditer(level):
            yield found.span()
    for found in LETTER.finditer(level):
        if plain[found.end() - 1].isupper() and not plain[slice(*found.span())].isupper():
            yield found.span()
