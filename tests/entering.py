"""How a member of the staff is in without the pages of sign-in, which have tests of their own."""

import secrets

from flask import session
from flask_wtf.csrf import generate_csrf

from ctg_site.accounts import operations as accounts
from ctg_site.accounts.queries import by_email
from ctg_site.db import operation
from ctg_site.web.areas import STAFF, cookie_name


def enter(client, user):
    """Give this client the cookie of somebody signed in; the token of the forms that they may send."""
    app = client.application
    with app.test_request_context(STAFF.path):
        session.update(
            {"_user_id": _new_session(user.email), "_fresh": True, "csrf_token": secrets.token_hex(20)}
        )
        sealed = app.session_interface.get_signing_serializer(app).dumps(dict(session))
        token = generate_csrf()
        client.set_cookie(cookie_name(STAFF.cookie), sealed, path=STAFF.path)
    return token


@operation
def _new_session(email):
    return accounts.new_session(by_email(email), "", accounts.SESSION)
