"""What a program apart spends on a file, measured by a small process whose own memory hides nothing."""

import json
import subprocess
import sys
from dataclasses import dataclass

from ctg_site.config import ROOT
from ctg_site.effects.apart.process import ENVIRONMENT

#: The peak of a child is told no lower than what its parent held when it was made: this one holds little.
MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(json.loads(sys.argv[1]), stdin=sys.stdin, capture_output=True)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Spent:
    """How a program ended, its seconds of processor, its megabytes at the most."""

    ended: int
    seconds: float
    megabytes: float


def spent(work, content, *words):
    command = [sys.executable, "-c", MEASURE, json.dumps(work.command(*words))]
    done = subprocess.run(command, input=content, capture_output=True, cwd=ROOT, env=ENVIRONMENT, check=True)
    return Spent(*json.loads(done.stdout))
