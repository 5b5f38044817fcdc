"""Transports: how a finished mail leaves the house."""

import smtplib
import ssl
import sys
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 20


class Mailer(Protocol):
    def send(self, mail: EmailMessage) -> None:
        """Hand the mail over, or raise OSError (smtplib's errors are)."""


class SmtpMailer:
    """A real server: smtp://[user:password@]host[:port] (STARTTLS when offered) or smtps://…"""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def send(self, mail: EmailMessage) -> None:
        host = self.parts.hostname or "localhost"
        if self.parts.scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self.parts.port or 465, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host, self.parts.port or 25, timeout=TIMEOUT_SECONDS)
        with server:
            if self.parts.scheme == "smtp" and self._offers_tls(server):
                server.starttls(context=ssl.create_default_context())
            if self.parts.username:
                server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
            server.send_message(mail)

    @staticmethod
    def _offers_tls(server: smtplib.SMTP) -> bool:
        server.ehlo()
        return server.has_extn("starttls")


class ConsoleMailer:
    """Prints the mail: for demonstrations."""

    def send(self, mail: EmailMessage) -> None:
        sys.stdout.write(f"\n--- mail to {mail['To']}: {mail['Subject']}\n{mail.get_content()}---\n")
        sys.stdout.flush()


class MemoryMailer:
    """Keeps the mails: for tests."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, mail: EmailMessage) -> None:
        self.sent.append(mail)


def mailer_for(url: str) -> Mailer:
    if url == "console:":
        return ConsoleMailer()
    return MemoryMailer() if url == "memory:" else SmtpMailer(url)
