"""What each program of this folder does around its work: it limits itself, then reads, works, answers."""

import gc
import resource
import sys
from collections.abc import Callable

#: How it ends, unless it answers (0) or the system ends it.
BROKEN, REFUSED, TOO_MUCH = 10, 11, 12


class No(Exception):
    """What was sent is not taken; the message is a word that the site knows."""


def serve(work: Callable[[bytes], bytes]) -> None:
    """Answer on the standard output what `work` makes of the standard input; the arguments are the limits.

    Nothing of what was sent is told on the standard error, which goes to the log.
    """
    seconds, memory, answer = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (answer, answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # it ends soon
    try:
        made = work(sys.stdin.buffer.read())
    except No as no:
        sys.stdout.buffer.write(str(no).encode())
        sys.exit(REFUSED)
    except MemoryError:
        sys.exit(TOO_MUCH)
    except BaseException as error:  # libraries meet broken files with exceptions of every kind, panics too
        sys.stderr.write(f"{type(error).__module__}.{type(error).__name__}\n")
        sys.exit(BROKEN)
    if len(made) > answer:
        sys.exit(TOO_MUCH)
    sys.stdout.buffer.write(made)
