"""What is kept of a search that found nothing: its words, unless they may tell something of somebody."""

from ctg_site.domain.alerts import alerts
from ctg_site.domain.hints import hints
from ctg_site.domain.neighbours import empty
from ctg_site.domain.text import stem, words

#: As many words, of so many letters; a longer search is somebody's sentence.
MOST_WORDS, LONGEST = 4, 30


def words_kept(query: str) -> str:
    """The folded words, in their order; nothing for a number, an address, a child, a danger, a sentence."""
    kept = [word for word in words(query) if stem(word) not in empty()]
    strange = any(len(word) > LONGEST or any(sign.isdigit() for sign in word) for word in kept)
    if strange or len(kept) > MOST_WORDS or hints(query) or alerts(query) or "@" in query:
        return ""
    return " ".join(dict.fromkeys(kept))
