"""Weighs what is said in the learned sentences: `make weigh` writes how much it speaks of danger.

What tells of a danger and what is innocent are held apart by the widest margin, over roots, pairs of them,
parts of words, families and rules; those that weigh least are left out, and the others weighed again. Nothing
is random: the same sentences give the same files. `python -m tests.words.weigh crossed` weighs four fifths of
the sentences and judges the last, five times over: the threshold is chosen there.
"""

import hashlib
import math
import sys
from collections import Counter
from functools import cache

from ctg_site.domain import alerts, spoken, weighed
from ctg_site.domain.alerts import Alert
from tests.words.table import CORPUS, labelled, printed, sentences

#: How much one sentence may pull.
ROUNDS, COST = 12, 1.0
#: So many are kept of each sort; weights are written by twentieths.
KEPT = {"words": 3700, "parts": 2800, "families": 2100}
STEP = 0.05
WIDTH = 156
#: Sentences that follow each other are by one hand: they are judged together.
FOLDS, BLOCK = 5, 20
THRESHOLDS = [step / 20 for step in range(-2, 11)]
#: Opinions and the demonstration are few among the sentences, and the likeliest to be taken for a danger.
OPINIONS_COUNT = 4
TOLD = ("told_learned.txt", "told_learned_more.txt", "alarms_a.txt")
CALM = ("calm_learned.txt", "calm_learned_more.txt", "calm_site.txt", "innocent_titles_a.txt")
OPINIONS = ("innocent_opinions_a.txt", "innocent_opinions_more.txt", "calm_demo.txt")
#: What the words are read by.
READ = (
    *("families.txt", "child.txt", "danger.txt", "housing.txt", "innocent.txt", "lists.txt"),
    *("spellings.txt", "forgiven.txt", "lookalikes.txt"),
)
#: A word is of one kind when so much of what it is said for is of it.
APART = 0.6
HEAD = """# How much this speaks of a danger of this kind, or of « any »; « calm » speaks against.
# {what}.
# Weighed from labelled sentences by `make weigh`, which writes this file again.
"""
WHAT = {
    "words": "A word, or two that follow each other: only their roots (« tapait » is « tap »)",
    "parts": "A part of a word (« _ » is where it begins or ends)",
    "families": "A family of families.txt, two that are near each other, or what a rule finds (« ! »)",
}
SIGNED = "# Of the sentences, rules and families: "


def told():
    return [one for name in TOLD for one in labelled(name)]


@cache
def heard(words):
    said = spoken.heard(words)
    return weighed.features(said.said[: alerts.MOST_WORDS], alerts.ruled(said))


def texts():
    """Each sentence: its file, its place there, its words, its side (1 a danger), how often it counts."""
    for name in TOLD:
        yield from ((name, place, words, 1, 1) for place, (_, words) in enumerate(labelled(name)))
    for name in (*CALM, *OPINIONS):
        count = OPINIONS_COUNT if name in OPINIONS else 1
        yield from ((name, place, words, -1, count) for place, words in enumerate(sentences(name)))


def samples(chosen):
    """What is weighed of each, in an order that is nobody's."""
    mixed = sorted(chosen, key=lambda row: hashlib.sha256(row[2].encode()).digest())
    return [(heard(words), side, count) for _, _, words, side, count in mixed]


def learned(rows, known):
    """The bias, and the weight of each of these: each sentence in turn pulls those it holds to its side."""
    held, bias = dict.fromkeys(known, 0.0), 0.0
    kept = [
        ([one for one in found if one in held], 1 / math.sqrt(len(found) or 1), side, 0.5 / (COST * count))
        for found, side, count in rows
    ]
    pulls = [0.0] * len(kept)
    for _ in range(ROUNDS):
        for place, (found, size, side, slack) in enumerate(kept):
            short = 1 - side * (bias + size * sum([held[one] for one in found])) - slack * pulls[place]
            pull = max(0.0, pulls[place] + short / (1 + size * size * len(found) + slack))
            step, pulls[place] = side * (pull - pulls[place]), pull
            if step:
                bias += step
                step *= size
                for one in found:
                    held[one] += step
    return bias, held


def sort_of(one):
    if one.startswith(weighed.PART):
        return "parts"
    return "families" if one[0].isupper() or one.startswith(weighed.RULE) else "words"


def weights(rows):
    """The bias, and the weights of what says most."""
    often = Counter(one for found, *_ in rows for one in found)
    _, first = learned(rows, [one for one, many in often.items() if many > 1])
    most = sorted(first, key=lambda one: (-abs(first[one]) * math.sqrt(often[one]), one))
    kept = [one for sort, many in KEPT.items() for one in [it for it in most if sort_of(it) == sort][:many]]
    return learned(rows, kept)


def kinds():
    """For each, the kind of danger that it tells apart from the others, or that it may be of any."""
    totals, held = Counter(), {}
    for kind, words in told():
        totals[kind] += 1
        for one in heard(words):
            held.setdefault(one, Counter())[kind] += 1
    return {one: _kind(counts, totals) for one, counts in held.items()}


def _kind(counts, totals):
    shares = {kind: counts[kind] / totals[kind] for kind in Alert}
    most = max(Alert, key=lambda kind: shares[kind])
    return most if shares[most] > APART * sum(shares.values()) else weighed.ANY


def signature():
    """It changes with whatever the weights come from."""
    files = [*(weighed.FILES / one for one in READ), *(CORPUS / one for one in (*TOLD, *CALM, *OPINIONS))]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:16]


def write():
    (bias, held), kind_of = weights(samples(texts())), kinds()
    for sort, name in weighed.NAMES.items():
        rows = {}
        for one, weight in held.items():
            rounded = round(weight / STEP) * STEP
            if sort_of(one) == sort and rounded:
                kind = kind_of.get(one, weighed.ANY) if weight > 0 else weighed.CALM
                rows.setdefault((kind, rounded), []).append(one)
        text = [HEAD.format(what=WHAT[sort]).rstrip()]
        if sort == "families":
            text += [SIGNED + signature(), f"{weighed.ALWAYS} {bias:.2f} ="]
        for kind, weight in sorted(rows, key=lambda row: (row[0], -row[1])):
            text += wrapped(f"{kind} {weight:.2f} = ", sorted(rows[kind, weight]))
        (weighed.FILES / name).write_text("\n".join(text) + "\n", encoding="utf-8")


def wrapped(head, words):
    lines = [head]
    for place, word in enumerate(words):
        written = word if place == len(words) - 1 else f"{word}, "
        if len(lines[-1]) + len(written) > WIDTH:
            lines.append("  ")
        lines[-1] += written
    return [line.rstrip() for line in lines]


def crossed():
    """For each file and threshold, how much of it alarms by the weights of the other sentences."""
    scores = {}
    for fold in range(FOLDS):
        apart = [(row, row[1] // BLOCK % FOLDS == fold) for row in texts()]
        bias, held = weights(samples(row for row, is_out in apart if not is_out))
        for name, _, words, *_ in (row for row, is_out in apart if is_out):
            scores.setdefault(name, []).append(max(judged(words, bias, held), default=bias))
    yield ("threshold", *(name.removesuffix(".txt") for name in scores))
    for least in THRESHOLDS:
        yield least, *(f"{sum(one > least for one in some) / len(some):.1%}" for some in scores.values())


def judged(words, bias, held):
    for said in spoken.sayings(spoken.heard(words), alerts.FEWEST_WORDS, alerts.MOST_WORDS):
        found = weighed.features(said.said, alerts.ruled(said))
        yield bias + sum(held.get(one, 0.0) for one in found) / math.sqrt(len(found) or 1)


if __name__ == "__main__":
    if sys.argv[1:] == ["crossed"]:
        head, *lines = crossed()
        printed(head, lines)
    else:
        write()
