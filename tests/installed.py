"""What is installed for the site, how large and why: the table of docs/weight.md, by `make weight`."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "weight.md"
MEGABYTE = 1_000_000
#: Smaller packages share one line.
SMALL = 1.0


def reasons():
    """The packages that the site asks for, each with its line of requirements.in."""
    listed = (ROOT / "requirements.in").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w-]+)(?:\[\w+\])?==\S+ +# (.+)$", listed, re.M))


def locked():
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w-]+)(?:\[\w+\])?==", lock, re.M)


def size(package):
    """What its files take on the disk, in megabytes; None when this machine has no use for it."""
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        return None
    return sum(Path(one.locate()).stat().st_size for one in files if Path(one.locate()).is_file()) / MEGABYTE


def askers(package, among):
    """Which of the locked packages need this one."""
    return [one for one in among if package in needs(one)]


def needs(package):
    try:
        told = requires(package) or []
    except PackageNotFoundError:
        return set()
    return {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-").replace(".", "-") for one in told}


def lines():
    """A line a package, the heaviest first; the small ones together."""
    why, packages = reasons(), locked()
    sizes = {package: found for package in packages if (found := size(package)) is not None}
    for package, weight in sorted(sizes.items(), key=lambda one: -one[1]):
        if weight >= SMALL:
            told = why.get(package) or "needed by " + ", ".join(askers(package, packages))
            yield f"| {package} | {weight:.0f} | {told} |"
    small = {package: weight for package, weight in sizes.items() if weight < SMALL}
    yield f"| {len(small)} others | {sum(small.values()):.0f} | less than a megabyte each |"
    yield f"| **all** | {sum(sizes.values()):.0f} | |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
