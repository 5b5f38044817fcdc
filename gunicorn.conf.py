"""How gunicorn serves the site: with threads, since it may meet browsers directly."""

from gunicorn.http import message

from ctg_site import serving
from ctg_site.config import Settings

#: Somebody pastes ten thousand signs in the search: the site says so in its own words, where gunicorn would
#: answer by itself. Its own ceiling is lower than what may be asked of it.
LONGEST_ADDRESS = 64 * 1024
message.MAX_REQUEST_LINE = LONGEST_ADDRESS


def on_starting(server):
    serving.refuse_unsafe(Settings.from_env())


worker_class = "gthread"
workers = 2
threads = 4
limit_request_line = LONGEST_ADDRESS - 1
accesslog = None  # the site writes its own line for each answer, without the secrets that addresses hold
control_socket_disable = True  # unused, and two sites of one machine would share it
