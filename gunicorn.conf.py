"""How gunicorn serves the site: processes of one thread, which may meet browsers directly."""

import gc
import mmap
import os
import sys

# What is loaded from here on stays: to look meanwhile for what may be thrown away takes a seventh of a start.
gc.disable()

from gunicorn.http import message
from gunicorn.workers import gthread

from ctg_site import serving
from ctg_site.config import Settings
from ctg_site.release import RELEASE
from ctg_site.web import compiled, database, logs, processes

#: Somebody pastes ten thousand signs in the search: the site says so in its own words, where gunicorn would
#: answer by itself. Its own ceiling is lower than what may be asked of it.
LONGEST_ADDRESS = 64 * 1024
message.MAX_REQUEST_LINE = LONGEST_ADDRESS
#: Browsers open connections ahead and say nothing on them: they wait in the poller, and keep no thread.
gthread.DEFAULT_WORKER_DATA_TIMEOUT = 0.02


def on_starting(server):
    server.log.error_log.addFilter(logs.without_values)
    serving.refuse_unsafe(Settings.from_env())
    server.log.info("Release %s", RELEASE)
    database.share_places(server.cfg.workers * server.cfg.threads)


def when_ready(server):
    """Templates are read once for all the processes; the collector leaves alone what stays anyway."""
    compiled.compile_all(server.app.wsgi().jinja_env)
    gc.freeze()
    gc.enable()


def pre_fork(server, worker):
    worker.said_goodbye = mmap.mmap(-1, 1)


def post_fork(server, worker):
    """A HUP reads this file again in the master, which stops its collector: its processes need theirs."""
    gc.enable()


def worker_exit(server, worker):
    """In the process itself, on its way out: asked to end, unless an error or a time out throws it out."""
    error = sys.exc_info()[1]
    worker.said_goodbye[0] = isinstance(error, SystemExit) and not error.code


def child_exit(server, worker):
    if worker.aborted or not worker.said_goodbye[0]:
        processes.note_death(worker.pid)


# Why no threads: docs/adr/0007. More processes than cores, since a waiting write keeps one.
worker_class = "gthread"
threads = 1
workers = int(os.environ.get("WEB_CONCURRENCY") or min(2 * (os.cpu_count() or 1) + 2, 12))
# Loaded once, before the processes: they begin at once and share its memory. Nothing may be open by then: the
# database and the mail server are reached at the first need. HUP keeps the code; a restart takes the new one.
preload_app = True
limit_request_line = LONGEST_ADDRESS - 1
accesslog = None  # the site writes its own line for each answer, without the secrets that addresses hold
control_socket_disable = True  # unused, and two sites of one machine would share it
