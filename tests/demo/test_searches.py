"""What people type, on the demonstration: the right page is among the first five, slips and sentences too."""

import sys

from tests.words import searches

#: The least share of searches that find their page; of misspelt ones; of sentences.
LEAST = {"word": 0.9, "typo": 12 / 14, "sentence": 6 / 7}


def test_people_find_what_they_look_for_with_their_own_words(demonstration, app, capsys):
    told = list(searches.counted())
    with capsys.disabled():
        for half, kind, asked, found in told:
            sys.stdout.write(f"\nhalf {half}: {found} of {asked} searches find their page ({kind})")
    assert sum(asked for _, _, asked, _ in told) >= 150
    for half, kind, asked, found in told:
        lost = [one for one in searches.astray(half) if one[0] == kind]
        assert found >= LEAST[kind] * asked, f"say it in domain/words/neighbours.txt: {lost}"
