"""How gunicorn serves the site: with threads, since it may meet browsers directly."""

from ctg_site import serving
from ctg_site.config import Settings


def on_starting(server):
    serving.refuse_unsafe(Settings.from_env())


worker_class = "gthread"
workers = 2
threads = 4
accesslog = None  # the site writes its own line for each answer, without the secrets that addresses hold
control_socket_disable = True  # unused, and two sites of one machine would share it
