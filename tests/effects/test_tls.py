"""Nothing secret leaves in clear: TLS with a known certificate, or no letter, unless somebody said so."""

import smtplib
import socket
import ssl
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from ctg_site.db import db
from ctg_site.effects import mailer
from ctg_site.effects.mailer import SmtpMailer
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories

#: Of this machine's name, for a hundred years: nobody but these tests believes it.
CERTIFICATE = Path(__file__).with_name("localhost.pem")


class Server:
    """Keeps what it is told, and whether that came in clear."""

    def __init__(self):
        self.signed_in, self.letters, self.greeted = [], [], 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.greeted += 1
        session.host_name = hostname
        return responses

    def sign_in(self, server, session, envelope, mechanism, login):
        self.signed_in.append((login.login, session.ssl is not None))
        return AuthResult(success=True)

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(session.ssl is not None)
        return "250 kept"


@contextmanager
def served(tls):
    """A server of this machine that offers STARTTLS or not; its address follows a scheme."""
    kept, context = Server(), None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        authenticator=kept.sign_in,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield kept, port
    finally:
        controller.stop()


@pytest.fixture
def believed(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def lap(app, monkeypatch, url):
    factories.proposal()
    db.session.commit()
    monkeypatch.setitem(app.extensions, "ctg_mailer", SmtpMailer(url))
    done = delivery.lap()
    db.session.expire_all()
    return done, db.session.scalars(db.select(Notice)).one()


def test_a_password_waits_for_tls(app, monkeypatch):
    with served(tls=False) as (kept, port):
        done, letter = lap(app, monkeypatch, f"smtp://envies:motdepasse@127.0.0.1:{port}")
    assert kept.greeted and not kept.signed_in and not kept.letters
    assert "no TLS" in done.away and letter.attempts == 0 and letter.done_at is None


def test_a_certificate_that_nobody_knows_is_no_tls(app, monkeypatch):
    with served(tls=True) as (kept, port):
        done, letter = lap(app, monkeypatch, f"smtp://envies:motdepasse@127.0.0.1:{port}")
    assert "CERTIFICATE" in done.away.upper() and not kept.signed_in and not kept.letters


def test_with_tls_the_password_and_the_letter_leave(app, monkeypatch, believed):
    with served(tls=True) as (kept, port):
        done, letter = lap(app, monkeypatch, f"smtp://envies:motdepasse@127.0.0.1:{port}")
    assert done.sent == 1 and kept.signed_in == [(b"envies", True)] and kept.letters == [True]


def elsewhere(monkeypatch, port):
    """A machine of another name, that stands here."""
    connect = smtplib.SMTP.connect
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda self, host, *rest: connect(self, "127.0.0.1", port))


def test_another_machine_needs_tls_even_without_a_password(app, monkeypatch):
    with served(tls=False) as (kept, port):
        elsewhere(monkeypatch, port)
        done, letter = lap(app, monkeypatch, "smtp://mail.town.fr")
    assert "no TLS" in done.away and kept.greeted and not kept.letters


def test_this_machine_without_a_password_needs_none(app, monkeypatch):
    """The server of a distribution offers a certificate that nobody knows."""
    for tls in (False, True):
        with served(tls) as (kept, port):
            done, _ = lap(app, monkeypatch, f"smtp://127.0.0.1:{port}")
        assert done.sent == 1 and kept.letters == [False]
        db.session.execute(db.delete(Notice))
        db.session.commit()


def test_in_clear_only_when_it_is_asked_for_by_name(app, monkeypatch):
    with served(tls=False) as (kept, port):
        elsewhere(monkeypatch, port)
        done, _ = lap(app, monkeypatch, "smtp+plain://envies:motdepasse@mail.town.fr")
    assert done.sent == 1 and kept.signed_in == [(b"envies", False)]


@pytest.mark.parametrize(
    ("url", "needed"),
    [
        ("smtp://localhost", False),
        ("smtp://127.0.0.2:2525", False),
        ("smtp://[::1]", False),
        ("smtp://u@localhost", True),
        ("smtp://10.0.0.5", True),
        ("smtp://localhost.town.fr", True),
        ("smtp+plain://mail.town.fr", False),
        ("smtps://mail.town.fr", False),
    ],
)
def test_who_needs_starttls(url, needed):
    assert mailer.needs_tls(url) is needed
