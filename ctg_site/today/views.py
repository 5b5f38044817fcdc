"""The first page of the staff: what each owes today, a line and a button for each; under it, the week."""

from flask import Blueprint, redirect, url_for

from ctg_site.domain.policy import Permission
from ctg_site.undelivered import queries as undelivered
from ctg_site.web.guard import can, person, requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today

from . import queries

bp = Blueprint("today", __name__, url_prefix="/equipe")


@bp.get("/")
@requires(Permission.STAFF_ENTER)
def home() -> Reply:
    if can(Permission.VALUES_ENTER) and not can(Permission.INBOX_READ):
        return redirect(url_for("own_values.index"), 303)  # a partner has that alone to do
    sending = undelivered.sending() if can(Permission.LETTERS_MANAGE) else None
    done = queries.done(person(), today()) if can(Permission.INBOX_READ) else []
    return render("today/today.html", owed=queries.owed(person(), today()), done=done, sending=sending)
