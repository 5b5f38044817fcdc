"""Before what gives or takes rights: whoever sits at the screen proves again that they are who signed in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import ParamSpec

from flask import current_app, request
from flask_login import current_user
from wtforms import PasswordField

from .errors import error_page
from .forms import AtMost, BaseForm, Needed
from .origins import SAFE_METHODS
from .rendering import Reply, render

#: How long a proof holds: signing in is one.
PROOF = timedelta(minutes=15)
OF_THE_PAGE = ("csrf_token", "present_password")
#: What a view is given, whatever that is.
Given = ParamSpec("Given")


class PresentPasswordForm(BaseForm):
    present_password = PasswordField(
        "Votre mot de passe actuel",
        [Needed("Écrivez votre mot de passe actuel."), AtMost(200, "Ce mot de passe")],
    )

    def refuse(self) -> None:
        self.present_password.errors = ["Ce n’est pas votre mot de passe actuel. Écrivez-le à nouveau."]


def proved(view: Callable[Given, Reply]) -> Callable[Given, Reply]:
    """Under `@requires`: what is sent waits until the password is given again, then is done as sent."""

    @wraps(view)
    def checked(*args: Given.args, **values: Given.kwargs) -> Reply:
        if request.method in SAFE_METHODS or _is_proved():
            return view(*args, **values)
        return _asked_again() or view(*args, **values)

    return checked


def _is_proved() -> bool:
    since: datetime | None = getattr(current_user, "proved_at", None)
    return since is not None and datetime.now(UTC) - since <= PROOF


def _asked_again() -> Reply | None:
    """The page that asks for the password and holds all that was sent; None once it is right."""
    form = PresentPasswordForm(request.form)
    begins = "present_password" not in request.form
    good = False if begins or not form.validate() else current_app.extensions["ctg_prove"](form)
    if good:
        return None
    if good is None:
        return error_page(429, retry_after=60)
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in OF_THE_PAGE]
    action = request.full_path.rstrip("?")
    status = 403 if begins else 422
    return render(
        "accounts/prove.html", status, form=form, sent=sent, action=action, file=bool(request.files)
    )
