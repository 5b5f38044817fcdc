"""Machines and people of one address send at once: people get a code and are read, machines wait aside."""

import re
from datetime import date, timedelta

from ctg_site.db import db, now, operation
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import Tab
from ctg_site.inbox import queries as inbox
from ctg_site.inbox.filters import FileFilters
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Draft, Proposal
from ctg_site.services import opening
from ctg_site.submission import operations as submission
from tests import factories

FORM = "/envies/proposer"
LIBRARY = "192.0.2.0/24"
TODAY = date(2026, 11, 24)
VICTIM = "victim@example.org"
SPAM = "Au secours, gagnez un téléphone en cliquant vite sur notre lien, offre n° {}."
#: What is each receipt’s own: its number, its code and the square that holds it, its link, the tokens.
OWN = (
    r"envie n°.\d+",
    r"<strong>\d+</strong>",
    r'class="(?:code|sr)".*?</p>',
    '<figure class="square">.*?</figure>',
    r"/suivi/\w+",
    r'"sms:[^"]*"',
    r'data-copy="[^"]*"',
    'value="[^"]+"',
)
LONG_AGO, JUST_NOW = timedelta(minutes=2), timedelta(milliseconds=300)


def machine(number):
    """How a machine sends: at once, into the trap, or slowly with a key, words or an address used before."""
    kind, key, ago, trapped = number % 3, opening.new_key(now() - LONG_AGO), LONG_AGO, False
    text, email = f"{SPAM} {new_token()}", VICTIM
    if kind == 0:
        key, ago = opening.new_key(now() - JUST_NOW), JUST_NOW
    elif kind == 1:
        trapped = True
    elif number % 9 == 2:
        key = f"{new_token()}.{number}.{new_token()}"
    elif number % 9 == 5:
        text, email = SPAM.format(number), f"{number}@example.org"
    return key, ago, trapped, {"text": text, "way": "email", "email": email}


def person(number):
    phone = f"06 39 98 {number:02} 11"
    answers = {"text": f"Une envie dite par {new_token()}", "way": "phone", "phone": phone}
    return opening.new_key(now() - LONG_AGO), LONG_AGO, False, answers


@operation
def begin(sendings):
    """The drafts of all these forms, filled in: what the screens before the last one keep."""
    tomorrow = now() + timedelta(days=1)
    for key, ago, _, answers in sendings:
        draft = Draft(key_hash=token_hash(key), answers=answers, expires_at=tomorrow)
        draft.created_at = now() - ago
        db.session.add(draft)


def in_the_queue(numbers):
    """How many of these wait for a person in the normal queue."""
    queued = db.select(db.func.count()).where(Proposal.id.in_(numbers), Proposal.to_check.is_(False))
    return db.session.scalar(queued)


def test_twenty_people_are_read_among_five_hundred_machines(app, human_pace):
    agent = factories.staff(Role.AGENT, factories.centre())
    machines, people = [machine(number) for number in range(500)], [person(number) for number in range(20)]
    begin([*machines, *people])
    sent, came = [], []
    for rank, (key, _, trapped, _) in enumerate(machines):
        sent.append(submission.submit(key, TODAY, LIBRARY, trapped).id)
        if rank % 25 == 0:
            came.append(submission.submit(people[rank // 25][0], TODAY, LIBRARY).id)
    assert in_the_queue(came) == 20
    assert in_the_queue(sent) <= 25, "more than one machine in twenty stands among the people"
    with_a_code = db.session.scalars(db.select(Proposal.seed).where(Proposal.seed.is_not(None))).all()
    assert len(set(with_a_code)) == 520, "whoever sends gets a code: nothing tells a machine that it is known"
    letters = db.session.scalars(db.select(Notice.template)).all()
    assert len(letters) <= 2 * in_the_queue(sent), "a letter left for what nobody accepted"
    first = inbox.page(agent, FileFilters(Tab.TO_READ), TODAY)
    assert set(came) <= {file.id for file in first.rows}
    assert first.counts[Tab.ASIDE] == 100 and first.counts[Tab.ALL] == 20 + in_the_queue(sent)


class Sender:
    """Somebody, or something, that fills in the screens of the site."""

    def __init__(self, app, cookies=None):
        self.app, self.client = app, app.test_client()
        if cookies is not None:
            self.client._cookies.update(cookies)

    def ask(self, path, **options):
        """One request with a session and a `g` of its own, as on a server."""
        db.session.commit()
        with self.app.app_context():
            return self.client.open(f"{FORM}{path}", **options)

    def open(self):
        page = self.ask("").get_data(as_text=True)
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self

    def post(self, path, **fields):
        answer = self.ask(f"/{path}", method="POST", data={"csrf_token": self.token} | fields)
        assert answer.status_code == 303, (path, answer.status_code)
        return self

    def say(self, text):
        return self.post("envie", text=text)

    def send(self, website="", **contact):
        self.post("contact", **contact)
        return self.post("envoyer", website=website)

    def receipt(self):
        """The receipt, but for what is each one’s own: its number and its code."""
        page = self.ask("/recu").get_data(as_text=True)
        assert 'class="code"' in page
        return re.sub("|".join(OWN), "", page, flags=re.S | re.I)


def test_sixty_machines_and_five_people_fill_in_the_screens(app, clock, human_pace):
    slow, people = [Sender(app).open() for _ in range(10)], [Sender(app).open() for _ in range(5)]
    copied = Sender(app).open()
    replays = [Sender(app, copied.client._cookies) for _ in range(10)]
    mail = {"way": "email", "email": VICTIM}
    fast = [Sender(app).open().say(SPAM).send(**mail) for _ in range(20)]
    for number, sender in enumerate(people):
        sender.say(f"Nous voulons chanter ensemble, quartier {'abcde'[number]}")
    for number, sender in enumerate(slow):
        sender.say(SPAM.format(number))
    trapped = [Sender(app).open().say(f"{SPAM} {new_token()}") for _ in range(20)]
    copied.say(f"{SPAM} {new_token()}")
    clock.shift(30)
    for sender in trapped:
        sender.send(website="http://spam.example", **mail)
    for sender in slow:
        sender.send(**mail)
    for number, sender in enumerate(people):
        sender.send(way="phone", phone=f"06 39 98 00 0{number}")
    copied.send(**mail)
    for sender in replays:  # the same form, sent again and again: one envie
        sender.token = copied.token
        sender.post("envoyer")
    all_sent = db.session.scalars(db.select(Proposal)).all()
    queued = [one for one in all_sent if not one.to_check]
    assert len(all_sent) == 56 and sum("chanter" in one.text for one in queued) == 5
    assert len(queued) <= 5 + 3, "more than one machine in twenty stands among the people"
    assert len(db.session.scalars(db.select(Notice)).all()) <= 3
    assert fast[0].receipt() == trapped[0].receipt() == slow[0].receipt()
