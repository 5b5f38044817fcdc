"""What the slice is made of: the administrator keeps accounts and rights."""

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice

from . import unused_operations, views
from .sheets import views as sheet_views

SLICE = Slice(
    blueprints=(views.bp, sheet_views.bp),
    keeps=(
        Period(
            kept=KeptData.STAFF_UNUSED,
            what="Équipe\u00a0: un compte dont personne ne se sert",
            why="Fermer les comptes oubliés, après une lettre un mois avant",
            who="l’administration",
            since="la dernière connexion",
            remains="le compte fermé",
            forget=unused_operations.forget_unused,
        ),
        Period(
            kept=KeptData.STAFF_GONE,
            what="Équipe\u00a0: nom, adresse et fonction d’un compte fermé",
            why="Savoir qui a répondu aux habitants",
            who="l’administration",
            since="la fermeture du compte",
            remains="un numéro de compte, sans nom",
            columns={"user": "name shown_name email function password_hash"},
            forget=unused_operations.forget_gone,
        ),
        Period(
            kept=KeptData.STAFF_ABSENCE,
            what="Équipe\u00a0: les jours d’absence et qui répond à la place",
            why="Répondre à temps aux habitants",
            who="l’équipe du centre",
            since="le dernier jour",
            remains="rien",
            forget=unused_operations.forget_absences,
        ),
    ),
    menu=(MenuEntry(90, "staff", "staff.accounts", "Comptes", Permission.STAFF_MANAGE),),
)
