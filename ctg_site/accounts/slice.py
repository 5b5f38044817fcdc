"""What the slice is made of: the staff come in, prove who they are, keep their own account, go out."""

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import STAFF

from . import operations, own_views, views

SLICE = Slice(
    blueprints=(views.bp, own_views.bp),
    keeps=(
        Period(
            kept=KeptData.STAFF_SESSION,
            what="Équipe\u00a0: ordinateurs connectés, invitations, écriture interrompue",
            why="Protéger les comptes",
            who="la personne elle-même",
            since="la fin de la connexion ou du lien, au plus",
            remains="rien",
            columns={"kept_writing": "fields action page", "staff_session": "device"},
            forget=operations.forget,
            each_turn=True,
        ),
    ),
    areas=(STAFF,),
    menu=(MenuEntry(120, "account", "own.account", "Mon compte", Permission.ACCOUNT_USE),),
)
