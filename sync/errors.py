"""What can go wrong with a platform, sorted by what to do next.

    SyncError
    ├── Unreachable      no usable answer: keep everything, try again later
    │   └── Unanswered   what was to be written left the house, its answer did not come: it may have been done
    ├── Rejected         understood and refused: retrying cannot help, staff must look
    ├── AccessRevoked    the kiosk's key stopped working: stop until staff act
    └── Unstorable       the terminal's own disk refused: what was read before stays, staff must look

The words for people are in `kiosk/notices.py`: an error carries a reason and facts, no sentence.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a platform could not be read whole; each has its sentence in the kiosk."""

    NO_NETWORK = "no_network"
    NAME_UNKNOWN = "name_unknown"
    REFUSED = "refused"
    SILENT = "silent"
    """No progress for `timeout_s`."""
    TOO_SLOW = "too_slow"
    """The answer was not whole after `answer_s`."""
    CUT = "cut"
    """The answer ended before its announced length, or broke inside."""
    TOO_LARGE = "too_large"
    CERTIFICATE = "certificate"
    CLOCK = "clock"
    """The certificate is not valid at the terminal's time: its clock is probably wrong."""
    REDIRECTS = "redirects"
    UNSAFE_REDIRECT = "unsafe_redirect"
    UNENCRYPTED = "unencrypted"
    """Credentials would have gone through the open internet over http; nothing was sent."""
    LOGIN_PAGE = "login_page"
    """A web page where data was promised: a captive portal or a login page."""
    NOT_UNDERSTOOD = "not_understood"
    """The answer is not of the promised form."""
    SERVER_ERROR = "server_error"
    BUSY = "busy"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    KEY_REFUSED = "key_refused"
    CHANGED_WHILE_READING = "changed_while_reading"
    PARTIAL = "partial"
    """The platform itself said that its answer is not whole."""
    NOTHING_OFFERED = "nothing_offered"
    """The site offers nothing that the kiosk can read."""
    TOO_MANY = "too_many"
    """More items or pages than the kiosk's own limit."""
    DISK_FULL = "disk_full"
    DISK = "disk"
    """The terminal's own disk cannot be written or read, or its file was damaged and made anew."""
    LEDGER_DAMAGED = "ledger_damaged"
    """The ledger is no ledger of this key, or broken inside; it is kept, for it is irreplaceable."""
    LOCKED = "locked"
    """Another program kept the replica locked."""


class SyncError(Exception):
    """A platform could not be read or written whole. `facts` fills the sentence (`host`, `status`, …)."""

    def __init__(self, reason: Reason, **facts: object) -> None:
        self.reason = reason
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(f"{reason}: {self.facts}")


class Unreachable(SyncError):
    """No usable answer. Keep what is there, try again later."""


class Unanswered(Unreachable):
    """A writing request left the house and no whole answer came: it may have been carried out, or not."""


class Rejected(SyncError):
    """Understood and refused. Retrying cannot help; staff must look."""


class AccessRevoked(SyncError):
    """The kiosk's key stopped working. Stop until staff act."""


class Unstorable(SyncError):
    """The terminal's own disk or file refused. What was read before stays; staff must look."""
