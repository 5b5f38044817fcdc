"""What two slices write alike is one thing that nobody named yet."""

import re

from tests.test_architecture import MODULES, SITE, SLICES, name

MOST = 10


def told(path):
    """The lines that say something, with their numbers: no blank, no import, no bracket alone."""
    lines, importing = [], False
    for number, line in enumerate(map(str.strip, path.read_text().splitlines()), 1):
        begins = re.match(r"(from\s+\S+\s+)?import\b", line)
        if not (begins or importing) and re.search(r"\w", line):
            lines.append((number, line))
        importing = line.endswith("(") if begins else importing and ")" not in line
    return lines


def alike(paths, most=MOST):
    """« here = there » for each run of `most` equal lines of two slices, told once where it begins."""
    first, pairs, found = {}, {}, []
    for path in paths:
        lines = told(path)
        slice_of = path.relative_to(SITE).parts[0]
        for at in range(len(lines) - most + 1):
            run = tuple(line for _, line in lines[at : at + most])
            other, there, where = first.setdefault(run, (slice_of, path, at))
            pairs[path, at] = (there, where)
            if other != slice_of and pairs.get((path, at - 1)) != (there, where - 1):
                found.append(f"{name(path)}:{lines[at][0]} = {name(there)}:{told(there)[where][0]}")
    return found


def test_two_slices_never_say_the_same_ten_lines():
    found = alike([path for path in MODULES if set(path.parents) & set(SLICES)])
    assert not found, (
        f"give it a name on a floor beneath (web, services, words, domain), and use it twice: {found}"
    )


def test_a_run_of_equal_lines_is_told_with_both_places():
    repeated = alike([path for path in MODULES if set(path.parents) & set(SLICES)], most=3)
    assert repeated and all(re.fullmatch(r"\S+\.py:\d+ = \S+\.py:\d+", one) for one in repeated)
