"""What the tests of values are made of: an action that is measured, in the hands of a structure."""

from datetime import date

from ctg_site.actions.collection import operations, queries
from ctg_site.db import db
from ctg_site.domain.collecting import CollectedPart
from ctg_site.models.collecting import AskedAction, Bearer
from ctg_site.models.indicators import Measure
from ctg_site.services import delivery
from tests.typography import flat

DUE = date(2026, 12, 20)
NEWS = "La crèche ouvre aussi le mercredi matin."


def measured(make, lead, title="Une crèche qui ouvre tôt", *names, published=True):
    """An action that this structure carries, with these indicators of people."""
    indicators = [
        {"name": name, "kind": "output", "unit": "personnes", "frequency": "yearly", "owner_id": ""}
        for name in names or ("Familles reçues",)
    ]
    return make(
        title,
        published,
        porteurs={"lead_id": str(lead.id)},
        indicateurs={"indicators": indicators},
        etat={"state": "under_way"},
    )


def collection(by, due=DUE, year=2026, part=CollectedPart.YEAR):
    return operations.start(year, part, due, by=by)


def the_bearer(name=None):
    """The first bearer, or the one of this name, as the database holds it now."""
    db.session.expire_all()
    number = db.session.scalar(db.select(Bearer.id).where(Bearer.name == name)) if name else 1
    return queries.bearer(number)


def letters(mailbox):
    """The letters that leave now: to whom, about what, their words."""
    db.session.commit()
    mailbox.clear()
    delivery.deliver_pending()
    return [(mail["To"], flat(mail["Subject"]), mail.get_content()) for mail in mailbox]


def link_in(letter):
    return next(word for word in letter.split() if "/valeurs/lien/" in word).partition("localhost")[2]


def enter(browser, mailbox):
    """Open the link of the first letter, as its reader does."""
    link = link_in(letters(mailbox)[0][2])
    browser.get(link, status=303, to="/valeurs/")
    assert browser.response.headers["Referrer-Policy"] == "no-referrer"
    browser.follow()
    return link


def names(asked=None):
    asked = asked or db.session.scalars(db.select(AskedAction).order_by(AskedAction.id)).first()
    indicator = queries.bearer(asked.bearer_id).asked[0].action.indicators[0]
    return f"a{asked.id}_i{indicator.id}", f"a{asked.id}_news"


def answer(browser, value="38", news=NEWS, **more):
    of_value, of_news = names()
    browser.submit("Envoyer à la coordination", **{of_value: value, of_news: news}, **more)


def measures(indicator):
    rows = db.session.scalars(db.select(Measure).where(Measure.indicator_id == indicator.id))
    return {row.year: (row.target, row.value) for row in rows}


def propose(*given):
    """What the first bearer sends, as the operation is called."""
    operations.propose(queries.collection(1), the_bearer(), 1, [operations.Given(*one) for one in given])
