"""What httpcore and HTTP statuses call trouble becomes a `SyncError` here."""

import errno
import socket
import ssl

import httpcore

from sync.errors import AccessRevoked, Reason, Rejected, SyncError, Unreachable

_NOT_YET_VALID, _EXPIRED = 9, 10
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""
_NO_WAY = (errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL)


def from_exception(error: Exception, *, trusted: bool) -> SyncError:
    """The error for a broken connection; `trusted` is whether the terminal's clock is (R12)."""
    causes = _causes(error)
    for cause in causes:
        reason = _reason(cause, trusted)
        if reason:
            return Unreachable(reason)
    if isinstance(error, httpcore.LocalProtocolError):
        return Rejected(Reason.KEY_REFUSED)
    if isinstance(error, httpcore.RemoteProtocolError) and "disconnected" not in str(error):
        return Unreachable(Reason.NOT_UNDERSTOOD, detail=str(error))
    return Unreachable(Reason.CUT)


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what led to it, outermost first; httpcore wraps the operating system's."""
    causes = [error]
    while (inner := causes[-1].__cause__ or causes[-1].__context__) and inner not in causes:
        causes.append(inner)
    return causes


def _reason(cause: BaseException, trusted: bool) -> Reason | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        lost_time = cause.verify_code == _NOT_YET_VALID or (cause.verify_code == _EXPIRED and not trusted)
        return Reason.CLOCK if lost_time else Reason.CERTIFICATE
    if isinstance(cause, ssl.SSLError):
        return Reason.CUT if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError) else Reason.NOT_UNDERSTOOD
    if isinstance(cause, socket.gaierror):
        return Reason.NO_NETWORK if cause.errno == socket.EAI_AGAIN else Reason.NAME_UNKNOWN
    if isinstance(cause, OSError):
        return _by_number(cause.errno)
    return None


def _by_number(number: int | None) -> Reason | None:
    if number == errno.ECONNREFUSED:
        return Reason.REFUSED
    if number == errno.ETIMEDOUT:
        return Reason.SILENT
    return Reason.NO_NETWORK if number in _NO_WAY else None


def from_status(status: int, *, keyed: bool) -> SyncError:
    """The error for a status that the caller did not ask for; `keyed`: credentials were sent with the request."""
    if status == 401:
        return AccessRevoked(Reason.KEY_REFUSED, status=status) if keyed else Rejected(Reason.FORBIDDEN, status=status)
    if status == 403:
        return Rejected(Reason.FORBIDDEN, status=status)
    if status in (404, 410):
        return Unreachable(Reason.NOT_FOUND, status=status)
    if status in (429, 503):
        return Unreachable(Reason.BUSY, status=status)
    if status == 511:  # RFC 6585: the network itself wants a login
        return Unreachable(Reason.LOGIN_PAGE, status=status)
    return Unreachable(Reason.SERVER_ERROR if status >= 500 else Reason.NOT_UNDERSTOOD, status=status)
