"""Follow-up codes and secret links: made from a seed, read kindly, kept as keyed hashes."""

import hmac
import re
import secrets
import unicodedata

#: Crockford's base 32: no I, L, O or U, so that a handwritten code is read in one way only.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
LOOK_ALIKES = str.maketrans("OIL", "011")
LINK_LENGTH = 26
#: A code in a sentence (« Code : A12V-TSW6-S63HV »): its three groups, whatever parts them.
WITHIN = re.compile(r"(?=(?<![0-9A-Z])([0-9A-Z]{4}[\W_]*[0-9A-Z]{4}[\W_]*[0-9A-Z]{5})(?![0-9A-Z]))")
#: A secret link that was pasted whole.
LINK = re.compile(rf"/([0-9A-Za-z]{{{LINK_LENGTH}}})(?![0-9A-Za-z])")
LONGEST = 300


class MalformedCode(ValueError):
    """Not a code: a sign is missing or mistyped, which can be said without looking anything up."""


def new_seed() -> str:
    return secrets.token_hex(16)


def code_of(seed: str, key: str) -> str:
    """The 12 signs and the check sign that `seed` gives (60 bits), without separators."""
    body = _signs(_keyed(key, f"code:{seed}"), LENGTH)
    return body + check_sign(body)


def link_of(seed: str, key: str) -> str:
    """The secret of the link that `seed` gives: 26 signs, 128 bits and two of padding."""
    return _signs(_keyed(key, f"link:{seed}"), LINK_LENGTH)


def read_code(typed: str) -> str:
    """The code somebody typed, whatever its spaces, dashes, case, width, O for 0, I for 1; or MalformedCode.

    It may stand among other words, as it was copied from a receipt or a mail.
    """
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).upper()
    found = [_only_signs(plain), *map(_only_signs, WITHIN.findall(plain))]
    whole = [signs for signs in found if len(signs) == LENGTH + 1 and not set(signs) - set(ALPHABET)]
    if not whole:
        raise MalformedCode("a code has thirteen signs")
    for signs in whole:
        if check_sign(signs[:LENGTH]) == signs[LENGTH]:
            return signs
    raise MalformedCode("a sign is mistyped")


def _only_signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).translate(LOOK_ALIKES)


def link_in(typed: str) -> str | None:
    """The secret of the link that somebody pasted whole, where a code is asked for."""
    found = LINK.search(unicodedata.normalize("NFKC", typed[:LONGEST]))
    return found[1] if found else None


def is_code(typed: str) -> bool:
    """Whether it reads as a code, whatever it opens."""
    try:
        return bool(read_code(typed))
    except MalformedCode:
        return False


def groups(code: str) -> list[str]:
    """4, 4 and 5 signs, as the code is shown and spelled."""
    return [code[:4], code[4:8], code[8:]]


def hashed(secret: str, key: str) -> str:
    """What the database keeps of a code or of a link's secret: 64 hexadecimal digits."""
    return _keyed(key, f"stored:{secret}").hex()


def check_sign(body: str) -> str:
    """Luhn's algorithm modulo 32: catches every single mistyped sign and nearly every swap."""
    total, double = 0, True
    for sign in reversed(body):
        value = ALPHABET.index(sign) * (2 if double else 1)
        total += value // 32 + value % 32
        double = not double
    return ALPHABET[-total % 32]


def _keyed(key: str, message: str) -> bytes:
    return hmac.digest(key.encode(), message.encode(), "sha256")


def _signs(digest: bytes, length: int) -> str:
    number = int.from_bytes(digest)
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in range(length))
