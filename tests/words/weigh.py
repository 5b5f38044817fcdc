"""Weighs the words of the learned sentences: `make weigh` writes what they say of danger into a plain file.

A logistic regression of what tells of a danger against what is innocent, over words and pairs of words seen
twice at least; small weights are left out. Nothing is random: the same sentences give the same file.
"""

import math
from collections import Counter

from ctg_site.domain import weighed
from ctg_site.domain.alerts import Alert
from tests.words.table import labelled, sentences

ROUNDS, PACE, PULL = 30, 2.0, 1e-5
#: A weight below says nothing; weights are written by quarters.
LEAST, STEP = 0.5, 0.25
#: Opinions are few among the sentences, and the likeliest to be taken for a danger.
OPINIONS_COUNT = 4
CALM = ("calm_learned.txt", "calm_site.txt", "innocent_titles_a.txt")
#: A word is of one kind when so much of what it is said for is of it.
APART = 0.6
WIDTH = 150
HEAD = """# How much a word, or two that follow each other, speaks of a danger of this kind, or of « any »;
# « calm » speaks against. Only the root of a word, small letters, no accent (« tapait » is « tap »).
# Weighed from labelled sentences by `make weigh`, which writes this file again.
"""


def told():
    return [*labelled("told_learned.txt"), *labelled("alarms_a.txt")]


def samples():
    """The words of each sentence, whether it tells of a danger, how many times it counts."""
    calm = [line for name in CALM for line in sentences(name)]
    rows = [
        *((words, 1.0, 1) for _, words in told()),
        *((words, 0.0, 1) for words in calm),
        *((words, 0.0, OPINIONS_COUNT) for words in sentences("innocent_opinions_a.txt")),
    ]
    rows.sort(key=lambda row: sum(map(ord, row[0])) * len(row[0]) % 9973)
    return [(weighed.features(words), truth, count) for words, truth, count in rows]


def weights():
    """The bias, and the weight of each word that was seen twice at least (Adagrad)."""
    rows = samples()
    often = Counter(one for found, *_ in rows for one in found)
    held, seen, bias, bias_seen = {one: 0.0 for one, many in often.items() if many > 1}, Counter(), 0.0, 0.0
    for _ in range(ROUNDS):
        for found, truth, count in rows:
            size, known = 1 / math.sqrt(len(found) or 1), [one for one in found if one in held]
            score = bias + size * sum(held[one] for one in known)
            error = count * (1 / (1 + math.exp(-score)) - truth)
            bias_seen += error * error
            bias -= PACE * error / math.sqrt(bias_seen + 1e-8)
            for one in known:
                pull = error * size + PULL * held[one]
                seen[one] += pull * pull
                held[one] -= PACE * pull / math.sqrt(seen[one] + 1e-8)
    return bias, held


def kinds():
    """For each word, the kind of danger that it tells apart from the others, or that it may be of any."""
    totals, held = Counter(), {}
    for kind, words in told():
        totals[kind] += 1
        for one in weighed.features(words):
            held.setdefault(one, Counter())[kind] += 1
    return {one: _kind(counts, totals) for one, counts in held.items()}


def _kind(counts, totals):
    shares = {kind: counts[kind] / totals[kind] for kind in Alert}
    most = max(Alert, key=lambda kind: shares[kind])
    return most if shares[most] > APART * sum(shares.values()) else weighed.ANY


def write():
    (bias, held), kind_of, lines = weights(), kinds(), {}
    for word, weight in held.items():
        if abs(weight) >= LEAST:
            kind = kind_of[word] if weight > 0 else weighed.CALM
            lines.setdefault((kind, round(weight / STEP) * STEP), []).append(word)
    text = [HEAD + f"{weighed.ALWAYS} {bias:.2f} ="]
    for kind, weight in sorted(lines, key=lambda one: (one[0], -one[1])):
        text += wrapped(f"{kind} {weight:g} = ", sorted(lines[kind, weight]))
    (weighed.FILES / weighed.NAME).write_text("\n".join(text) + "\n", encoding="utf-8")


def wrapped(head, words):
    lines = [head]
    for place, word in enumerate(words):
        written = word if place == len(words) - 1 else f"{word}, "
        if len(lines[-1]) + len(written) > WIDTH:
            lines.append("  ")
        lines[-1] += written
    return [line.rstrip() for line in lines]


if __name__ == "__main__":
    write()
