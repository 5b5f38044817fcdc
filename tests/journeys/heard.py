"""The site that writes down what it asks of its database: what gunicorn loads while the suite listens."""

import os
from importlib import import_module

from tests import statements

statements.Writer(os.environ[statements.WRITTEN_IN])
app = import_module("app").app
