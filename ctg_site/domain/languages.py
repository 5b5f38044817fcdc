"""The languages in which a centre may welcome people: how each calls itself, and which way it is read."""

import re
from dataclasses import dataclass

FRENCH = "fr"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its tag: its own name, its French name, the direction of its writing."""

    tag: str
    name: str
    french: str
    dir: str = "ltr"


LANGUAGES: dict[str, Language] = {
    one.tag: one
    for one in (
        Language("fr", "Français", "français"),
        Language("ar", "العربية", "arabe", "rtl"),
        Language("bg", "Български", "bulgare"),
        Language("de", "Deutsch", "allemand"),
        Language("en", "English", "anglais"),
        Language("es", "Español", "espagnol"),
        Language("fa", "فارسی", "persan", "rtl"),
        Language("hy", "Հայերեն", "arménien"),
        Language("it", "Italiano", "italien"),
        Language("ka", "ქართული", "géorgien"),
        Language("ku", "Kurdî", "kurde"),
        Language("pl", "Polski", "polonais"),
        Language("ps", "پښتو", "pachto", "rtl"),
        Language("pt", "Português", "portugais"),
        Language("ro", "Română", "roumain"),
        Language("ru", "Русский", "russe"),
        Language("so", "Soomaali", "somali"),
        Language("sq", "Shqip", "albanais"),
        Language("ti", "ትግርኛ", "tigrinya"),
        Language("tr", "Türkçe", "turc"),
        Language("uk", "Українська", "ukrainien"),
        Language("ur", "اردو", "ourdou", "rtl"),
        Language("vi", "Tiếng Việt", "vietnamien"),
        Language("zh", "中文", "chinois"),
    )
}

#: The letters of each writing that is not ours, and the language that it means most often here.
WRITINGS = (
    ("ar", re.compile("[\u0621-\u064a\u066e-\u06d3\u06ee-\u06fc\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]")),
    ("ru", re.compile("[\u0400-\u052f]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("ka", re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]")),
    ("ti", re.compile("[\u1200-\u137f]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
#: A letter of any of them: most texts hold none.
FOREIGN = re.compile("|".join(letters.pattern for _, letters in WRITINGS))
#: Within a writing, the letters that another of its languages has alone.
ALONE = {
    "ar": (
        ("ps", re.compile("[\u0681\u0685\u0689\u0693\u0696\u069a\u06bc\u06cd\u06d0]")),
        ("ur", re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")),
        ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    ),
    "ru": (("uk", re.compile("[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]")),),
}


def spoken(text: str | None) -> Language | None:
    """The language of a text most of whose letters are of another writing than ours; else none is known."""
    known = text or ""
    if not FOREIGN.search(known):
        return None
    half = sum(sign.isalpha() for sign in known) / 2
    for tag, letters in WRITINGS:
        if len(letters.findall(known)) > half:
            return LANGUAGES[next((other for other, own in ALONE.get(tag, ()) if own.search(known)), tag)]
    return None
