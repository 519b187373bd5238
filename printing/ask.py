"""Questions to a printer over an open wire, and the wait for its word that a job is done."""

from collections.abc import Callable

from printing.errors import DeviceTrouble, Trouble
from printing.status import CONFIRM, Answer, Ear, Question, Status, judge
from printing.wire import Patience, Wire

QUIET_S = 0.2
"""Behind an answer that may be an earlier job's: ours follows at once, for nothing is printed in between."""


class Conversation:
    """One job's talk with a printer. Every method raises DeviceTrouble when the connection breaks."""

    def __init__(self, wire: Wire, patience: Patience, monotonic: Callable[[], float]) -> None:
        self._wire = wire
        self._patience = patience
        self._monotonic = monotonic
        self._ear = Ear()
        self._done = False

    def status(self, wait_s: float) -> Status:
        """What the printer says, one question at a time; unknown when it is silent so long after the first."""
        paper = self._ask(Question.PAPER, wait_s)
        if paper is None:
            return Status()
        return judge(paper, self._ask(Question.WHY_OFFLINE, wait_s), self._ask(Question.PRINTER, wait_s))

    def caught_up(self, wait_s: float) -> bool:
        """Whether the answers of all earlier jobs were heard, so that the next one is this job's.

        A job that was held until somebody changed the roll may still be coming out, of this process or of one
        before it; its answer would tell of a receipt that is not there yet. False: it works on, or never answers so.
        """
        self._done = False
        self._wire.send(CONFIRM)
        until = self._monotonic() + wait_s
        while not self._done and (left := until - self._monotonic()) > 0:
            self._hear(left)
        heard = again = self._done
        while again:
            self._done = False
            self._hear(QUIET_S)
            again = self._done
        return heard

    def confirmed(self) -> bool:
        """Wait for the answer behind the cut; False when the printer works and just never gives one.

        An answer that was heard before belongs to an earlier job: serial lines and USB keep what nobody read.
        Raises DeviceTrouble with what holds the printer, or SILENT.
        """
        self._done = False
        until = self._monotonic() + self._patience.confirm_s
        last = Status()
        while (left := until - self._monotonic()) > 0:
            self._hear(min(left, self._patience.look_s))
            if not self._done:
                last = self.status(self._patience.read_s)
            if self._done:
                return True
            if last.trouble:
                raise DeviceTrouble(last.trouble)
        if not last.known:
            raise DeviceTrouble(Trouble.SILENT)
        return False

    def _ask(self, question: Question, wait_s: float) -> int | None:
        self._wire.send(question.value)
        until = self._monotonic() + wait_s
        while (left := until - self._monotonic()) > 0:
            states = self._hear(left)
            if states:
                return states[-1]
        return None

    def _hear(self, wait_s: float) -> list[int]:
        """States in what comes next; remembers whether the answer behind the cut was among it."""
        heard = self._ear.hear(self._wire.receive(wait_s))
        self._done = self._done or any(kind is Answer.DONE for kind, _ in heard)
        return [byte for kind, byte in heard if kind is Answer.STATE]
