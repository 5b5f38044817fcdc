"""Reads a telephone number as people type and telephones copy it, of here, of a neighbour or of far away."""

import re
import unicodedata

HERE, HERE_CODE = "FR", 33
LONGEST = 100
#: Any number of ten digits: those kept for fiction are valid for no operator, and stand in the demonstration.
FRENCH = re.compile(r"[1-9]\d{8}")
#: An O beside a digit, or another one, is the digit that a hand or a keyboard missed.
SPELLED = re.compile(r"(?<![^\W\d_oO])[oO](?![^\W\d_oO])")


def read(typed: str) -> str | None:
    """The first number that is there, as its country writes it: « 06 39 98 00 00 », « +32 470 12 34 56 ».

    None when there is none that could ring.
    """
    import phonenumbers

    possible = phonenumbers.Leniency.POSSIBLE
    for found in phonenumbers.PhoneNumberMatcher(_plain(typed), HERE, possible, max_tries=10):
        number = found.number
        if number.country_code == HERE_CODE and FRENCH.fullmatch(str(number.national_number)):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        if number.country_code != HERE_CODE and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return None


def _plain(typed: str) -> str:
    """Digits of one width, one kind of dash and of space, no mark that cannot be seen."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST])
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf")
    kinds = {"Pd": "-", "Zs": " "}
    bare = "".join(kinds.get(unicodedata.category(sign), sign) for sign in seen).replace("/", " ")
    return SPELLED.sub("0", re.sub(r"(?i)\b(?:tel|tél|phone)\s*[.:]*\s*", " ", bare)).replace("(0)", "")
