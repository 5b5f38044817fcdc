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
ROUNDS, COST = 12, 1.5
#: So many are kept of each sort; weights are written by twentieths.
KEPT = {"words": 4000, "parts": 4500, "families": 3000, "phrases": 9000, "sounds": 7500}
STEP = 0.05
#: How much more what is seldom said tells than what everybody says.
SELDOM = 2.8
WIDTH = 156
#: Sentences that follow each other are by one hand: they are judged together.
FOLDS, BLOCK = 5, 20
THRESHOLDS = [step / 20 for step in range(-2, 11)]
TOLD = ("told_learned.txt", "told_learned_more.txt", "told_learned_third.txt", "alarms_a.txt")
#: Sentences made to be taken for a danger are many, and few people write so: each counts little. Opinions and
#: the demonstration are few.
HARD = ("calm_learned.txt", "calm_learned_more.txt", "calm_learned_third.txt")
PLAIN = ("calm_site.txt", "innocent_titles_a.txt")
OPINIONS = (
    *("innocent_opinions_a.txt", "innocent_opinions_more.txt", "innocent_opinions_third.txt"),
    "calm_demo.txt",
)
COUNTS = dict.fromkeys(HARD, 0.15) | dict.fromkeys(PLAIN, 1.5) | dict.fromkeys(OPINIONS, 6)
#: What the rules find alarms so much lower.
LENIENT = weighed.THRESHOLD - weighed.THRESHOLD_RULED
#: What the words are read by.
READ = (
    *("families.txt", "child.txt", "danger.txt", "housing.txt", "innocent.txt", "lists.txt"),
    *("spellings.txt", "forgiven.txt", "lookalikes.txt", "sounds.txt"),
)
#: A word is of one kind when so much of what it is said for is of it.
APART = 0.6
SORTS = {weighed.PART: "parts", weighed.RULE: "families", weighed.SOUND: "sounds"}
HEAD = """# How much this speaks of a danger of this kind, or of « any »; « calm » speaks against.
# {what}.
# Weighed from labelled sentences by `make weigh`, which writes this file again.
"""
WHAT = {
    "words": "A word: only its root (« tapait » is « tap »)",
    "phrases": "Two or three words that follow each other (their roots), or two that stand apart (« _ »)",
    "sounds": "A word as it is heard (sounds.txt), or two that follow each other",
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
    for name, count in COUNTS.items():
        yield from ((name, place, words, -1, count) for place, words in enumerate(sentences(name)))


def samples(chosen):
    """What is weighed of each, in an order that is nobody's."""
    mixed = sorted(chosen, key=lambda row: hashlib.sha256(row[2].encode()).digest())
    return [(heard(words), side, count) for _, _, words, side, count in mixed]


def learned(rows, known):
    """The bias, and the weight of each of these: each sentence in turn pulls those it holds to its side.

    `known` says how easily each is pulled: what is seldom said tells more than what everybody says.
    """
    held, bias = dict.fromkeys(known, 0.0), 0.0
    kept = []
    for found, side, count in rows:
        pulled, size = [one for one in found if one in held], 1 / math.sqrt(len(found) or 1)
        slack = 0.5 / (COST * count)
        kept.append(
            (pulled, size, side, slack, 1 + size * size * sum([known[one] for one in pulled]) + slack)
        )
    pulls = [0.0] * len(kept)
    for _ in range(ROUNDS):
        for place, (found, size, side, slack, whole) in enumerate(kept):
            short = 1 - side * (bias + size * sum([held[one] for one in found])) - slack * pulls[place]
            pull = max(0.0, pulls[place] + short / whole)
            step, pulls[place] = side * (pull - pulls[place]), pull
            if step:
                bias += step
                step *= size
                for one in found:
                    held[one] += step * known[one]
    return bias, held


def sort_of(one):
    if one[0] in SORTS:
        return SORTS[one[0]]
    return "families" if one[0].isupper() else "phrases" if " " in one else "words"


def weights(rows):
    """The bias, and the weights of what says most."""
    often = Counter(one for found, *_ in rows for one in found)
    rare = {one: math.log(len(rows) / many) for one, many in often.items() if many > 1}
    usual = sum(rare.values()) / len(rare)
    known = {one: (much / usual) ** SELDOM for one, much in rare.items()}
    _, first = learned(rows, known)
    most = sorted(first, key=lambda one: (-abs(first[one]) * math.sqrt(often[one]), one))
    kept = [one for sort, many in KEPT.items() for one in [it for it in most if sort_of(it) == sort][:many]]
    return learned(rows, {one: known[one] for one in kept})


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
    files = [*(weighed.FILES / one for one in READ), *(CORPUS / one for one in (*TOLD, *COUNTS))]
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
            scores.setdefault(name, []).append(judged(words, bias, held))
    yield ("threshold", *(name.removesuffix(".txt") for name in scores))
    for least in THRESHOLDS:
        yield least, *(f"{sum(one > least for one in some) / len(some):.1%}" for some in scores.values())


def judged(words, bias, held):
    """The threshold under which this alarms, as `alerts` decides."""
    told = spoken.heard(words)
    if told.count < alerts.FEWEST_WORDS:
        return math.inf if alerts.ruled(told) else -math.inf
    found = [-math.inf]
    for said in spoken.sayings(told, alerts.FEWEST_WORDS, alerts.MOST_WORDS):
        rules = alerts.ruled(said)
        of_it = weighed.features(said.said, rules)
        weight = bias + sum(held.get(one, 0.0) for one in of_it) / math.sqrt(len(of_it) or 1)
        found.append(weight + (LENIENT if rules else 0))
    return max(found)


if __name__ == "__main__":
    if sys.argv[1:] == ["crossed"]:
        head, *lines = crossed()
        printed(head, lines)
    else:
        write()
