"""One conversation with a mail server (SMTP), ended in time, and never a password over an open line."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from urllib.parse import unquote, urlsplit

import msgspec

from sync.clock import Clock
from sync.connectors.trouble import from_exception
from sync.connectors.wire import trust
from sync.errors import AccessRevoked, Reason, Rejected, SyncError, Unreachable
from sync.hosts import is_private
from sync.records import Source

_PORTS = {"smtp": 587, "smtps": 465}
_WANTS_LOGIN = (530, 534, 535, 538)
_READY = 220


class MailServer(msgspec.Struct, frozen=True):
    """`smtp://USER@HOST:587` (STARTTLS, but for servers in the house) or `smtps://USER@HOST:465`."""

    encrypted: bool
    """From the first byte."""
    host: str
    port: int
    user: str

    @classmethod
    def of(cls, source: Source) -> "MailServer":
        """The server that `source.url` names; who logs in is named there too, or is the sender."""
        parts = urlsplit(source.url)
        user = unquote(parts.username) if parts.username else source.sender
        return cls(parts.scheme == "smtps", parts.hostname or "", parts.port or _PORTS[parts.scheme], user or "")

    @contextmanager
    def session(self, source: Source, clock: Clock, secret: str | None) -> Iterator[smtplib.SMTP]:
        """A conversation that is past its login; hung up after `answer_s`, at the latest.

        Raises `SyncError`, also for what smtplib raises within.
        """
        smtp = _Conversation(self, source)
        limit = Timer(source.answer_s, smtp.hang_up)
        limit.daemon = True
        limit.start()
        try:
            self._begin(smtp, secret)
            yield smtp
            with suppress(smtplib.SMTPException):
                smtp.putcmd("QUIT")
        except smtplib.SMTPResponseException as error:
            raise self.trouble(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise self._broken(error, smtp, source, clock) from error
        finally:
            limit.cancel()
            smtp.close()

    def trouble(self, code: int) -> SyncError:
        """The error for a reply that says nothing about the message itself."""
        if code in _WANTS_LOGIN:
            return AccessRevoked(Reason.KEY_REFUSED, host=self.host, status=code)
        reason = Reason.BUSY if 400 <= code < 500 else Reason.SERVER_ERROR if code >= 500 else Reason.NOT_UNDERSTOOD
        return Unreachable(reason, host=self.host, status=code)

    def _begin(self, smtp: smtplib.SMTP, secret: str | None) -> None:
        code, _ = smtp.connect(self.host, self.port)
        if code != _READY:
            raise self.trouble(code)
        smtp.ehlo_or_helo_if_needed()
        if not (self.encrypted or is_private(self.host)):
            if not smtp.has_extn("starttls"):
                raise Rejected(Reason.UNENCRYPTED, host=self.host)
            smtp.starttls(context=trust())
        if secret:
            smtp.login(self.user, secret)

    def _broken(self, error: Exception, smtp: "_Conversation", source: Source, clock: Clock) -> SyncError:
        if smtp.late:
            return Unreachable(Reason.TOO_SLOW, host=self.host, seconds=f"{source.answer_s:g}")
        if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
            return Rejected(Reason.NOT_UNDERSTOOD, host=self.host, detail="AUTH")
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return Unreachable(Reason.SILENT, host=self.host, seconds=f"{source.timeout_s:g}")
        return Unreachable(from_exception(error, trusted=clock.trusted).reason, host=self.host)


class _Conversation(smtplib.SMTP):
    """smtplib's, which is left the connecting: in its own way nobody could end it in the middle."""

    def __init__(self, server: MailServer, source: Source) -> None:
        super().__init__(local_hostname=(source.sender or "").rpartition("@")[2] or None, timeout=source.timeout_s)
        self.late = False
        self._host = server.host  # whose certificate starttls() wants to see
        self._encrypted = server.encrypted
        self._line: socket.socket | None = None

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        self._line = socket.create_connection((host, port), timeout)
        if self._encrypted:
            self._line = wrapped = trust().wrap_socket(self._line, server_hostname=host, do_handshake_on_connect=False)
            wrapped.do_handshake()
        return self._line

    def hang_up(self) -> None:
        """End it from another thread: the reader finds the end of the line."""
        self.late = True
        line = self.sock or self._line
        with suppress(OSError):
            if line:
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self._line:
            self._line.close()
