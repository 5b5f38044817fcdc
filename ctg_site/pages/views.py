"""Everybody reads: home, help, the law, the paper form, and what machines ask for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, render_template

from ctg_site.agenda import queries as agenda
from ctg_site.bilan import queries as bilan
from ctg_site.consultations import queries as consultations
from ctg_site.content import queries as content
from ctg_site.convention import queries as conventions
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.proposals import queries as proposals
from ctg_site.release import RELEASE
from ctg_site.structures.queries import centres
from ctg_site.undelivered import queries as undelivered
from ctg_site.web.areas import DEVICE_COOKIE, DEVICE_LIFE, STAFF, Area, areas, cookie_name
from ctg_site.web.guard import requires
from ctg_site.web.processes import deaths
from ctg_site.web.rendering import Reply, render
from ctg_site.words.bilan import first_line
from ctg_site.words.french import moment, plural, today
from ctg_site.words.letter_labels import sending_words

from . import drawing, exports, queries
from .declaration import DECLARATION
from .law import LEGAL

bp = Blueprint("pages", __name__)

TOLD = 3
NEXT = 2
ASKED = 1
ON_PAPER = 3
#: How long a draft is kept, as the submission does.
DRAFT_HOURS = 24


@dataclass(frozen=True, slots=True)
class Cookie:
    """A line of the list of cookies, in words."""

    name: str
    path: str
    purpose: str
    lifetime: str


def cookie_of(area: Area) -> Cookie:
    if area.lifetime is None:
        lifetime = "Jusqu’à la fermeture du navigateur"
    elif area.lifetime < timedelta(hours=1):
        lifetime = plural(int(area.lifetime.total_seconds()) // 60, "minute", "minutes")
    else:
        lifetime = plural(int(area.lifetime.total_seconds()) // 3600, "heure", "heures")
    return Cookie(cookie_name(area.cookie), area.path, area.purpose, lifetime)


def device_cookie() -> Cookie:
    purpose = "Reconnaître l’appareil d’une personne de l’équipe, pour que personne ne bloque son compte"
    return Cookie(cookie_name(DEVICE_COOKIE), STAFF.path, purpose, f"{DEVICE_LIFE.days // 30}\u00a0mois")


@bp.get("/")
@requires(Permission.SITE_READ)
def home() -> Reply:
    told, found = proposals.done(TOLD), bilan.lately(today())
    return render(
        "pages/home.html",
        told=told,
        faces=proposals.faces(one.proposal for one in told),
        kept=first_line(found.counted, bilan.promise(found)),
        street=drawing.street(bilan.realised_lately(today())),
        meetings=agenda.coming(NEXT),
        consultations=consultations.open_now(today(), ASKED),
    )


@bp.get("/aide")
@requires(Permission.SITE_READ)
def help() -> Reply:
    return render("pages/help.html", draft_hours=DRAFT_HOURS, additions=content.help_pages())


@bp.get("/contact")
@requires(Permission.SITE_READ)
def contact() -> Reply:
    return render("pages/contact.html")


@bp.get("/charte")
@requires(Permission.SITE_READ)
def charter() -> Reply:
    return render("pages/charter.html", law=LEGAL["charter"])


@bp.get("/accessibilite")
@requires(Permission.SITE_READ)
def accessibility() -> Reply:
    law, valid = LEGAL["accessibility"], DECLARATION.is_valid(today())
    return render("pages/accessibility.html", law=law, declaration=DECLARATION, valid=valid)


@bp.get("/accessibilite/schema")
@requires(Permission.SITE_READ)
def accessibility_plan() -> Reply:
    return render("pages/accessibility_plan.html", law=LEGAL["accessibility_plan"])


@bp.get("/version-simple")
@requires(Permission.SITE_READ)
def simple_home() -> Reply:
    return render("pages/simple/home.html")


@bp.get("/version-simple/participer")
@requires(Permission.SITE_READ)
def simple_part() -> Reply:
    return render("pages/simple/part.html")


@bp.get("/version-simple/la-suite")
@requires(Permission.SITE_READ)
def simple_next() -> Reply:
    return render("pages/simple/next.html")


@bp.get("/version-simple/mes-donnees")
@requires(Permission.SITE_READ)
def simple_data() -> Reply:
    return render("pages/simple/data.html")


@bp.get("/mentions-legales")
@requires(Permission.SITE_READ)
def legal() -> Reply:
    return render("pages/legal.html", law=LEGAL["legal"])


@bp.get("/donnees-personnelles")
@requires(Permission.SITE_READ)
def privacy() -> Reply:
    cookies = [*map(cookie_of, areas()), device_cookie()]
    return render("pages/privacy.html", cookies=cookies, periods=queries.periods(), law=LEGAL["privacy"])


@bp.get("/mes-droits")
@requires(Permission.SITE_READ)
def rights() -> Reply:
    return render("pages/rights.html", law=LEGAL["rights"])


@bp.get("/plan-du-site")
@requires(Permission.SITE_READ)
def site_map() -> Reply:
    return render("pages/site_map.html", convention=conventions.current())


@bp.get("/papier")
@requires(Permission.SITE_READ)
def paper() -> Reply:
    return render(
        "pages/paper.html",
        ways=ContactWay,
        visit=ContactWay.VISIT,
        centres=centres(),
        consultations=consultations.open_now(today(), ON_PAPER),
    )


@bp.get("/robots.txt")
@requires(Permission.SITE_READ)
def robots() -> Response:
    return text("pages/robots.txt", private=exports.private_paths())


@bp.get("/sitemap.xml")
@requires(Permission.SITE_READ)
def sitemap() -> Response:
    xml = render_template("pages/sitemap.xml", pages=exports.public_pages())
    return Response(xml, mimetype="application/xml")


@bp.get("/.well-known/security.txt")
@requires(Permission.SITE_READ)
def security() -> Response:
    return text("pages/security.txt")


def text(template: str, **values: Any) -> Response:
    """A text for machines; each of its lines has an end."""
    return Response(render_template(template, **values) + "\n", mimetype="text/plain")


@bp.get("/healthz")
@requires(Permission.SITE_READ)
def health() -> Response:
    """Whether this process lives, and of which release: it asks nobody anything."""
    return _state(200, f"release {RELEASE}")


@bp.get("/readyz")
@requires(Permission.SITE_READ)
def ready() -> Response:
    """Whether people may be sent here; in words for whoever runs the site."""
    found = queries.state()
    said = found.faults or (*found.notes, *sending_words(undelivered.sending()))
    return _state(503 if found.faults else 200, *said, *_died())


def _died() -> tuple[str, ...]:
    """A sentence on the processes that ended by themselves, when some did."""
    number, last = deaths()
    if last is None:
        return ()
    stopped = plural(number, "processus s’est arrêté seul", "processus se sont arrêtés seuls")
    return (f"{stopped} depuis le démarrage, le dernier\N{NO-BREAK SPACE}: {moment(last)}",)


def _state(status: int, *said: str) -> Response:
    lines = said if status != 200 else ("ok", *said)
    words = "".join(f"{line}\n" for line in lines)
    return Response(words, status, {"Cache-Control": "no-store"}, mimetype="text/plain")
