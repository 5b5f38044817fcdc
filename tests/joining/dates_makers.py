"""What the tests of the dates offered need: an offer, somebody’s page, what was answered and told."""

from ctg_site.db import db
from ctg_site.joining import operations as joining
from ctg_site.joining import queries as joined_queries
from ctg_site.joining.dates import operations
from ctg_site.joining.dates.queries import current as present
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests.joining.makers import reread

OFFER = {
    "day_1": "2026-12-03",
    "start_1": "18 h",
    "place_1": "Salle des fêtes",
    "day_2": "2026-12-05",
    "start_2": "10 h 30",
    "place_2": "La Lune",
    "length": "90",
}
FIRST, SECOND = "jeudi 3 décembre 2026, de 18 h 00 à 19 h 30", "samedi 5 décembre 2026, de 10 h 30 à 12 h 00"


def offered(agent, envie, **more):
    agent.get(page(envie))
    agent.submit("Proposer ces dates", **(OFFER | more), to=page(envie))
    agent.follow()


def page(envie):
    return f"/equipe/envies/{envie.id}/dates"


def current(envie):
    db.session.expire_all()
    return present(joined_queries.file(envie.id))


def visit(browser, participation):
    link = joining.link_of(participation)
    browser.get("/rejoindre/lien/" + link.rsplit("/", 1)[1], status=303)
    browser.follow()
    return browser


def ids(envie):
    return [str(one.id) for one in current(envie).dates]


def waiting(template):
    asked = db.select(Notice).where(Notice.template == template, Notice.done_at.is_(None))
    return db.session.scalars(asked.order_by(Notice.id)).all()


def said(envie, participation, *suits, by=None):
    held = current(envie)
    file = joined_queries.file(envie.id)
    operations.answer(file, reread(participation), held.version, [int(one) for one in suits], by=by)


def letters(mailbox, address):
    delivery.deliver_pending()
    found = [mail for mail in mailbox if mail["To"] == address]
    return [
        (" ".join(mail["Subject"].split()), " ".join(mail.get_body().get_content().split())) for mail in found
    ]
