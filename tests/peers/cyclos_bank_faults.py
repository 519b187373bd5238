"""What can go wrong between a terminal and the Cyclos stand-in: faults that a test scripts, or that dice choose."""

from enum import StrEnum
from random import Random
from typing import Any

import msgspec

LOGIN_PAGE = b"<!DOCTYPE html>\n<html><head><title>WLAN</title></head><body><form>Anmelden</form></body></html>"
PAYMENT_CODES = (
    *("insufficientBalance", "destinationUpperLimitReached", "paymentAmountExceeded", "dailyAmountExceeded"),
    *("weeklyAmountExceeded", "monthlyAmountExceeded", "yearlyAmountExceeded", "dailyPaymentsExceeded"),
    *("weeklyPaymentsExceeded", "monthlyPaymentsExceeded", "timeBetweenPaymentsNotMet", "pos", "unexpected"),
)
"""All of `PaymentErrorCode`."""


class How(StrEnum):
    """How the answer travels."""

    WHOLE = "whole"
    CUT = "cut"
    """It ends in the middle of its body."""
    SILENT = "silent"
    """Nothing comes; the connection ends when the bank stops or releases it."""
    LATE = "late"
    """Nothing happens until the bank releases it: then it is carried out and answered."""
    RESET = "reset"
    DRIP = "drip"
    """A byte at a time, `pace_s` apart."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that goes wrong. Without `status` the bank's true answer travels as `how` says.

    With `applied` the request takes effect first.
    """

    name: str
    how: How = How.WHOLE
    applied: bool = True
    status: int | None = None
    headers: dict[str, str] = {}
    body: bytes = b""
    hides: int = 0
    """The payment it makes stays out of so many look-ups."""
    revokes: bool = False
    """The key of the request stops working, from this request on."""
    pace_s: float = 0.01


def status(code: int, body: object = None, applied: bool = False) -> Fault:
    """This status; a `body` that is not bytes goes out as JSON."""
    if body is None or isinstance(body, bytes):
        return Fault(name=f"{code}", status=code, body=body or b"", applied=applied)
    return msgspec.structs.replace(nonsense(body, code, applied), name=f"{code} json")


def refusal(code: str, **facts: Any) -> Fault:
    """A business refusal: HTTP 500 with `kind: payment`."""
    return status(500, {"exceptionType": "PaymentException", "kind": "payment", "code": code} | facts)


def html(code: int = 200, applied: bool = False) -> Fault:
    """A web page: a captive portal, a proxy's error page."""
    headers = {"Content-Type": "text/html"}
    return Fault(name=f"{code} html", status=code, headers=headers, body=LOGIN_PAGE, applied=applied)


def redirect(location: str = "https://portal.example/", code: int = 302, applied: bool = False) -> Fault:
    """Somewhere else, please."""
    return Fault(name=f"{code} redirect", status=code, headers={"Location": location}, applied=applied)


def wrong_type(applied: bool = True) -> Fault:
    """Binary rubbish with status 201 or 200 where JSON was promised."""
    headers = {"Content-Type": "application/octet-stream"}
    return Fault(name="wrong type", status=201, headers=headers, body=b"\x00\xff\x00\xff", applied=applied)


def nonsense(body: object, code: int = 201, applied: bool = True) -> Fault:
    """JSON that is not of the promised form."""
    headers = {"Content-Type": "application/json;charset=UTF-8"}
    return Fault(name="nonsense", status=code, headers=headers, body=msgspec.json.encode(body), applied=applied)


def cut(applied: bool = True) -> Fault:
    """The answer ends in the middle of its body; when nothing was applied it is that of a gateway."""
    if applied:
        return Fault(name="cut", how=How.CUT)
    return msgspec.structs.replace(html(502), name="cut before", how=How.CUT)


def silence(applied: bool) -> Fault:
    """No answer."""
    return Fault(name=f"silence {_when(applied)}", how=How.SILENT, applied=applied)


def late() -> Fault:
    """The request lies in a queue until `Bank.release`, and is carried out then."""
    return Fault(name="late", how=How.LATE)


def reset(applied: bool) -> Fault:
    """The connection breaks off."""
    return Fault(name=f"reset {_when(applied)}", how=How.RESET, applied=applied)


def drip(pace_s: float = 0.05) -> Fault:
    """The true answer, one byte at a time."""
    return Fault(name="drip", how=How.DRIP, pace_s=pace_s)


def hidden(looks: int) -> Fault:
    """Applied and answered with 201, but `looks` look-ups do not show it yet and say so (`X-Partial-Data`)."""
    return Fault(name=f"hidden for {looks}", hides=looks)


def lost(looks: int = 0) -> Fault:
    """The worst: applied, the answer lost, and `looks` look-ups do not show it yet."""
    return Fault(name=f"lost, hidden for {looks}", how=How.RESET, hides=looks)


def revoked() -> Fault:
    """The key stops working with this request."""
    return Fault(name="revoked", revokes=True)


def _when(applied: bool) -> str:
    return "after" if applied else "before"


def writing_faults() -> list[Fault]:
    """One of every kind that a booking can meet, both before and after it took effect; none lasts."""
    both = [
        fault
        for applied in (False, True)
        for fault in (
            *(status(code, b"", applied) for code in (500, 502, 503, 504)),
            status(500, {"exceptionType": "NullPointerException", "kind": "general"}, applied),
            *(html(200, applied), html(503, applied), redirect(applied=applied), redirect(code=307, applied=applied)),
            *(cut(applied), reset(applied), nonsense({"ok": True}, 201, applied), nonsense([], 200, applied)),
            *(wrong_type(applied), silence(applied)),
        )
    ]
    return [*both, status(429), status(409, {"code": "staleEntity"}), drip(), hidden(2), lost(), lost(3)]


def reading_faults() -> list[Fault]:
    """One of every kind that a question can meet."""
    return [
        *(status(code) for code in (429, 500, 502, 503, 504)),
        *(html(200), html(503), redirect(), cut(), reset(False), silence(False), drip(), wrong_type()),
        *(nonsense({"ok": True}, 200), nonsense([{"id": 17}], 200), nonsense(None, 200)),
    ]


class Chaos:
    """Throws dice for every request: a share `often` of them meets a fault of its kind. Not for two threads."""

    def __init__(self, dice: Random, often: float = 0.5, slow: bool = False) -> None:
        """`slow`: also those that end by the client's own patience only."""
        patient = (How.SILENT, How.DRIP)
        self._dice, self._often = dice, often
        self._writing = [one for one in writing_faults() if slow or one.how not in patient]
        self._reading = [one for one in reading_faults() if slow or one.how not in patient]

    def __call__(self, method: str) -> Fault | None:
        """What this request meets; None: all goes well."""
        if self._dice.random() >= self._often:
            return None
        return self._dice.choice(self._writing if method == "POST" else self._reading)
