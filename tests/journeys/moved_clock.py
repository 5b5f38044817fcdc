"""The site some time from now, for a journey alone: what gunicorn loads; as a program, one `flask ctg …`."""

import os
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module

import time_machine

#: How many seconds from now, in the environment of the process.
MOVED_BY = "MOVED_BY_SECONDS"


def later():
    """The application of the site, in a process whose clock goes on from there."""
    away = timedelta(seconds=float(os.environ[MOVED_BY]))
    time_machine.travel(datetime.now(UTC) + away, tick=True).start()
    return import_module("app").app


if __name__ == "__main__":
    moved = later()
    with moved.app_context():
        done = moved.test_cli_runner().invoke(args=["ctg", *sys.argv[1:]], catch_exceptions=False)
    sys.stdout.write(done.output)
    sys.exit(done.exit_code)
