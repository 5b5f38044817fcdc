"""Prints what the words of the site recognise in labelled sentences, and what they wrongly tell of others."""

import sys
from pathlib import Path

from ctg_site.domain.alerts import Alert, alerts
from ctg_site.domain.hints import Hint, hints

CORPUS = Path(__file__).with_name("corpus")
HALVES = ("a", "b")


def sentences(name):
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def labelled(name):
    return [tuple(part.strip() for part in line.split(":", 1)) for line in sentences(name)]


def missed(half, kind=None):
    return [
        (label, words)
        for label, words in labelled(f"alarms_{half}.txt")
        if (kind is None or label == kind) and label not in alerts(words)
    ]


def false_alarms(name):
    return [(alerts(words), words) for words in sentences(name) if alerts(words)]


def hinted(words):
    return {noticed.kind for noticed in hints(words, "Lens")}


def hints_missed(half, kind):
    told = labelled(f"hints_{half}.txt")
    return [words for label, words in told if label == kind and kind not in hinted(words)]


def false_hints(half):
    """The clean titles of which a hint is told."""
    titles = sentences(f"innocent_titles_{half}.txt")
    return [(hinted(words), words) for words in titles if hinted(words)]


def rows():
    """Each half and kind: sentences, recognised as it; then those that are innocent, and alarmed about."""
    for half in HALVES:
        for kind in Alert:
            told = [words for label, words in labelled(f"alarms_{half}.txt") if label == kind]
            yield half, kind, len(told), len(told) - len(missed(half, kind)), ""
        for kind in ("titles", "opinions"):
            name = f"innocent_{kind}_{half}.txt"
            yield half, kind, len(sentences(name)), "", len(false_alarms(name))
        for hint in Hint:
            told = [words for label, words in labelled(f"hints_{half}.txt") if label == hint]
            yield half, f"hint: {hint}", len(told), len(told) - len(hints_missed(half, hint)), ""
        clean = len(sentences(f"innocent_titles_{half}.txt"))
        yield half, "hint: none", clean, "", len(false_hints(half))
    for hand, name in (("others", "told_kept.txt"), ("fresh", "told_kept_fresh.txt")):
        for kind in Alert:
            told = [words for label, words in labelled(name) if label == kind]
            yield hand, kind, len(told), sum(bool(alerts(words)) for words in told), ""
    for hand, kind, name in (("others", "calm", "calm_kept.txt"), ("fresh", "opinions", "opinions_kept.txt")):
        yield hand, kind, len(sentences(name)), "", len(false_alarms(name))


def printed(head, lines):
    for row in (head, *lines):
        sys.stdout.write("  ".join(f"{cell:>12}" for cell in map(str, row)) + "\n")


if __name__ == "__main__":
    printed(("half", "kind", "sentences", "recognised", "false alarms"), rows())
    # What is searched needs a town, which takes some seconds.
    from tests.words import searched

    printed(("half", "kind", "searches", "found"), searched.rows())
