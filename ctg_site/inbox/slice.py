"""What the slice is made of: the files that wait, who owns each, the promised days."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Tab
from ctg_site.services.owed import Due
from ctg_site.slicing import MenuEntry, Slice
from ctg_site.words import owed

from . import demonstration, done_queries, owed_queries, views
from .sheets import views as sheet_views
from .team import views as team_views


def done(person: Any, since: datetime) -> Iterator[str]:
    return owed.done(done_queries.done(person, since))


OWES = (
    Due(
        10,
        Permission.INBOX_READ,
        owed_queries.dangers,
        owed.since(
            "envie parle peut-être d’un danger", "envies parlent peut-être d’un danger", "la première"
        ),
        "Lire tout de suite",
        "inbox.inbox",
    ),
    Due(
        20,
        Permission.INBOX_READ,
        owed_queries.mentioned,
        owed.since("envie où une note vous appelle", "envies où une note vous appelle", "la plus ancienne"),
        "Lire la note",
        "moderation.show",
        {"_anchor": "t_notes"},
        opens_first=True,
    ),
    Due(
        30,
        Permission.INBOX_READ,
        owed_queries.promised,
        owed.before("promesse à tenir", "promesses à tenir", "la plus proche", "la plus ancienne"),
        "Ouvrir l’envie",
        "moderation.show",
        opens_first=True,
    ),
    Due(
        40,
        Permission.INBOX_READ,
        owed_queries.to_read,
        owed.since("envie à lire", "envies à lire", "la plus ancienne"),
        "Lire",
        "inbox.inbox",
        {"voir": Tab.TO_READ},
    ),
    Due(
        50,
        Permission.INBOX_READ,
        owed_queries.unanswered,
        owed.since("message sans réponse", "messages sans réponse", "le plus ancien"),
        "Répondre",
        "moderation.show",
        {"_anchor": "t_messages"},
        opens_first=True,
    ),
    Due(
        160,
        Permission.INBOX_READ,
        owed_queries.aside,
        owed.since("envie mise de côté, à trier", "envies mises de côté, à trier", "la plus ancienne"),
        "Trier",
        "inbox.inbox",
        {"voir": Tab.ASIDE},
        is_aside=True,
    ),
)

SLICE = Slice(
    blueprints=(sheet_views.bp, views.bp, team_views.bp),
    owes=OWES,
    did=(done,),
    plays=demonstration.play,
    menu=(MenuEntry(10, "inbox", "inbox.inbox", "Les envies", Permission.INBOX_READ),),
)
