"""The slices of the site, by their folders: a line for each, whose `slice.py` says the rest."""

from werkzeug.utils import import_string

from ctg_site.slicing import Slice

#: In the order in which they tell what the day brought, and play their part of the demonstration.
NAMES = (
    "today",
    "pages",
    "convention",
    "proposals",
    "submission",
    "pictures",
    "inbox",
    "moderation",
    "desk",
    "accompaniment",
    "directory",
    "content",
    "actions",
    "heard",
    "paper",
    "agenda",
    "committee",
    "follow_up",
    "joining",
    "subscriptions",
    "consultations",
    "opinions",
    "remarks",
    "reports",
    "bilan",
    "renewal",
    "staff",
    "administration",
    "undelivered",
    "open_data",
    "search",
    "structures",
    "wording",
    "accounts",
    "rights",
)
SLICES: tuple[Slice, ...] = tuple(import_string(f"ctg_site.{name}.slice:SLICE") for name in NAMES)
