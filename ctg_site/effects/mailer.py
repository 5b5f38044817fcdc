"""Transports: how finished mails leave the house, and whose fault it is when one does not."""

import ipaddress
import logging
import re
import smtplib
import ssl
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

from ctg_site.domain.vocabulary import NoticeFault

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20
TAKEN = (250, 251)
#: « Closing », « authentication needed »: said at the address of a letter, they speak of the server.
OF_THE_SERVER = (421, 530)
FOR_GOOD = 500
IN_CLEAR = "the server offers no TLS: passwords and secret links do not leave in clear"


class ServerAway(Exception):
    """The server takes no mail for now: no letter is at fault, and trying the next one is of no use."""


class Cut(ServerAway):
    """The line broke once the text was handed over: nobody knows whether this letter left."""


class LetterRefused(Exception):
    """The server works and does not take this letter; `fault` is the reason once nobody tries any more."""

    def __init__(self, said: str, fault: NoticeFault, for_good: bool) -> None:
        super().__init__(said)
        self.fault, self.for_good = fault, for_good


class MailLine(Protocol):
    """What takes mails one after the other."""

    def send(self, mail: EmailMessage) -> None:
        """Hand the mail over, or raise ServerAway or LetterRefused."""


class Mailer(Protocol):
    def line(self) -> AbstractContextManager[MailLine]:
        """One line for the mails of a lap: nothing is opened before the first of them."""


class SmtpMailer:
    """A real server: smtp://[user:password@]host[:port], smtps://…, or smtp+plain://… to go without TLS."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def line(self) -> Iterator[MailLine]:
        line = SmtpLine(self.url)
        try:
            yield line
        finally:
            line.close()


class SmtpLine:
    """One connection; once it broke, or was never made, every mail of the lap waits."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.server: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage) -> None:
        server = self.server = self.server or self._opened()
        sender, reader = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
        text = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        try:
            answer = server.mail(sender)
            if answer[0] not in TAKEN:
                raise ServerAway(_said(answer))
            answer = server.rcpt(reader)
        except OSError as error:
            raise ServerAway(_named(error)) from error
        if answer[0] not in TAKEN:
            self._refuse(answer, NoticeFault.ADDRESS)
        try:
            answer = server.data(text)
        except smtplib.SMTPDataError as error:
            answer = error.smtp_code, _bytes(error.smtp_error)
        except OSError as error:
            raise Cut(_named(error)) from error
        if answer[0] not in TAKEN:
            self._refuse(answer, NoticeFault.ADDRESS if answer[0] >= FOR_GOOD else NoticeFault.SERVER)

    def close(self) -> None:
        if self.server is not None:
            with suppress(OSError):
                self.server.quit()
            self.server.close()

    def _refuse(self, answer: tuple[int, bytes], fault: NoticeFault) -> None:
        if answer[0] in OF_THE_SERVER or self.server is None:
            raise ServerAway(_said(answer))
        with suppress(OSError):
            self.server.rset()
        raise LetterRefused(_said(answer), fault, answer[0] >= FOR_GOOD)

    def _opened(self) -> smtplib.SMTP:
        """A connection that takes mails. smtplib's errors are OSError, a mistyped address ValueError."""
        server: smtplib.SMTP | None = None
        try:
            parts = urlsplit(self.url)
            host, context = parts.hostname or "localhost", ssl.create_default_context()
            if parts.scheme == "smtps":
                server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=context)
            else:
                server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
            server.ehlo_or_helo_if_needed()
            if needs_tls(self.url):
                if not server.has_extn("starttls"):
                    raise OSError(IN_CLEAR)
                server.starttls(context=context)
                server.ehlo_or_helo_if_needed()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except (OSError, ValueError) as error:
            if server is not None:
                server.close()
            raise ServerAway(_named(error)) from error
        return server


def needs_tls(url: str) -> bool:
    """Whether nothing is said to this server before STARTTLS: what is secret, or leaves the machine."""
    parts = urlsplit(url)
    return parts.scheme == "smtp" and (parts.username is not None or not _is_here(parts.hostname or ""))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _said(answer: tuple[int, bytes]) -> str:
    """« 550 5.1.1 »: the codes alone, since the words of a server name whom it refuses."""
    precise = re.match(rb"\d\.\d{1,3}\.\d{1,3}\b", answer[1])
    return f"{answer[0]} {precise[0].decode()}" if precise else str(answer[0])


def _named(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}: {_said((error.smtp_code, _bytes(error.smtp_error)))}"
    return f"{type(error).__name__}: {error}"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


class ConsoleMailer:
    """Prints the mail: for demonstrations."""

    def line(self) -> AbstractContextManager[MailLine]:
        return nullcontext(self)

    def send(self, mail: EmailMessage) -> None:
        words = mail.get_body()
        text = words.get_content() if words else ""
        sys.stdout.write(f"\n--- mail to {mail['To']}: {mail['Subject']}\n{text}---\n")
        sys.stdout.flush()


class MemoryMailer:
    """Keeps the mails: for tests."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def line(self) -> AbstractContextManager[MailLine]:
        return nullcontext(self)

    def send(self, mail: EmailMessage) -> None:
        self.sent.append(mail)


def mailer_for(url: str) -> Mailer:
    if url == "console:":
        return ConsoleMailer()
    return MemoryMailer() if url == "memory:" else SmtpMailer(url)
