"""What the slice is made of: an author comes back with a code or a link, reads and writes; companions."""

from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.web.areas import FOLLOW_UP

from . import (
    companion_operations,
    companion_views,
    demonstration,
    details_views,
    linked_operations,
    linked_views,
    operations,
    preview_views,
    views,
)

SLICE = Slice(
    blueprints=(views.bp, preview_views.bp, companion_views.bp, details_views.bp, linked_views.bp),
    keeps=(
        Period(
            kept=KeptData.COMPANION,
            what="Le prénom d’une personne invitée à porter une envie, s’il est donné",
            why="Savoir qui écrit",
            who="l’auteur de l’envie et le centre",
            since="l’invitation sans réponse\u00a0; sinon, avec l’envie",
            remains="le nombre de personnes",
            columns={"companion": "first_name accept_key"},
            forget=companion_operations.forget,
            each_turn=True,
        ),
        Period(
            kept=KeptData.WITHDRAWN,
            what="Une envie que vous retirez\u00a0: texte, coordonnées, messages, notes",
            why="Vous dire une dernière fois que c’est fait",
            who="le centre qui suit l’envie",
            since="cette dernière nouvelle",
            remains="le quartier, l’âge, les dates, l’état\u00a0; un an de plus, un texte de danger",
            forget=operations.forget,
            each_turn=True,
        ),
        Period(
            kept=KeptData.LINKED_CODES,
            what="Que plusieurs de vos codes vont ensemble, si vous les avez reliés",
            why="Vous ouvrir tout avec un seul code",
            who="personne",
            since="la fin de ce qu’ils ouvrent, ou tout de suite si vous les déliez",
            remains="rien",
            forget=linked_operations.forget,
            each_turn=True,
        ),
    ),
    areas=(FOLLOW_UP,),
    menu=(MenuEntry(5, "suivi", "follow_up.code", "Suivre mon envie", is_at_hand=True),),
    plays=demonstration.play,
)
