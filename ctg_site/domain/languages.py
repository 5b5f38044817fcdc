"""The languages in which a centre may welcome people: how each calls itself, and which way it is read."""

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
