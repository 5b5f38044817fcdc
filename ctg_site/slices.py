"""The slices of the site, by their folders: a line for each, whose `slice.py` says the rest."""

from werkzeug.utils import import_string

from ctg_site.slicing import Slice

#: In the order in which they tell what the day brought.
NAMES = (
    "pages",
    "convention",
    "proposals",
    "submission",
    "follow_up",
    "accounts",
    "staff",
    "inbox",
    "moderation",
    "desk",
    "reports",
    "administration",
    "undelivered",
    "agenda",
    "accompaniment",
    "actions",
    "directory",
    "content",
    "consultations",
    "subscriptions",
    "joining",
    "remarks",
    "opinions",
    "search",
    "structures",
    "wording",
)
SLICES: tuple[Slice, ...] = tuple(import_string(f"ctg_site.{name}.slice:SLICE") for name in NAMES)
