"""The spellings one slip of the finger away from a word: a letter wrong, missing, too many or swapped."""

from string import ascii_lowercase

#: Shorter words are too close to one another: « bac », « bal », « bus ».
SHORTEST = 4


def one_slip(word: str) -> frozenset[str]:
    """All that this folded word may stand for; nothing for a short word, a figure, another writing."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return frozenset()
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in halves if right for letter in ascii_lowercase}
    more = {left + letter + right for left, right in halves for letter in ascii_lowercase}
    return frozenset((missing | swapped | wrong | more) - {word})
