"""Another process of the site, as it is after the fork."""

import os

from ctg_site.db import db


def in_another_process(act):
    """Do this as another process of the site would: nothing of what it remembers is known here."""
    db.session.commit()
    child = os.fork()
    if child == 0:
        failed = True
        try:
            db.engine.dispose(close=False)
            act()
            failed = False
        finally:
            os._exit(failed)
    assert os.waitpid(child, 0)[1] == 0
