"""What threads beside the screen tell it: each message reaches the page that waits for it."""

from kiosk.check.worker import Watched
from kiosk.house import House
from kiosk.locked import LockedApp
from kiosk.messages import BookingMoved, ChoreDone, LedgerDamaged, PinChecked, RenewWanted, SlipDone, WorkerCrashed
from kiosk.notices import reading_trouble
from kiosk.print_room import PrintRoom
from kiosk.resizing import NotResized, not_resized
from kiosk.screens.public.told import Told
from kiosk.screens.steps import Open, Step
from kiosk.senses import BodySenses
from kiosk.voice.engine import Trouble
from kiosk.voice.messages import ReadingEnded, ReadingFailed, ReadingOn
from kiosk.voice.reader import VOICE
from kiosk.walk import Walk
from kiosk.widgets.canvas import Canvas
from kiosk.widgets.paint import SILENCE, Said
from kiosk.workers import PRINTING, SIGNING


class NewsApp(LockedApp, inherit_bindings=False):
    """The terminal, as far as workers know it."""

    house: House
    walk: Walk
    prints: PrintRoom
    senses: BodySenses
    canvas: Canvas
    renewed = False
    """Whether it ended in order to start anew."""

    def draw(self, *, news: bool = False) -> None:
        """Show the present page; `news`: content changed by itself."""
        raise NotImplementedError

    def perform(self, step: Step) -> None:
        """Carry out a step, and draw."""
        raise NotImplementedError

    def redraw_soon(self) -> None:
        """Show the present page anew as soon as nobody touches the glass."""
        raise NotImplementedError

    def on_slip_done(self, message: SlipDone) -> None:
        """Tell whoever still waits for the slip."""
        if step := self.prints.done(message, self.walk.page):
            self.walk.perform(step)
            self.draw(news=True)

    def on_pin_checked(self, message: PinChecked) -> None:
        """Let somebody in, or say why not."""
        self.walk.pin_checked(message)
        self.draw(news=True)

    def on_chore_done(self, message: ChoreDone) -> None:
        """Tell the page that asked for it."""
        self.walk.chore_done(message.chore, message.answer)
        self.draw(news=True)

    def on_renew_wanted(self, message: RenewWanted) -> None:
        """End; who started the terminal starts it anew."""
        self.renewed = True
        self.exit()

    def on_booking_moved(self, message: BookingMoved) -> None:
        """Pages that show how far bookings are come anew when nobody is touching."""
        self.redraw_soon()

    def on_watched(self, message: Watched) -> None:
        """For whoever signs in; nothing on the screen changes by it."""
        if self.house.watch:
            self.house.watch.device = message.device

    def on_ledger_damaged(self, message: LedgerDamaged) -> None:
        """From now on nothing may be booked."""
        self.walk.damaged()
        self.draw(news=True)

    def on_not_resized(self, message: NotResized) -> None:
        """Say that the type stays as it is to whoever asked for another size; nobody reads it once they are gone."""
        self.house.size = message.size
        if not self.senses.fresh:
            self.perform(Open(Told(self.house.words.say("Size"), not_resized(self.house.words))))

    def on_reading_on(self, message: ReadingOn) -> None:
        """Mark what is being said, unless something else is wanted by now."""
        if self.senses.reads(message.reading):
            utterance = message.utterance
            rows = frozenset(() if utterance.action else utterance.rows)
            self.canvas.follow(Said(rows, utterance.action))

    def on_reading_ended(self, message: ReadingEnded) -> None:
        """The mark goes; an old reading's end takes no new one's."""
        if self.senses.reads(message.reading):
            self.canvas.follow(SILENCE)

    def on_reading_failed(self, message: ReadingFailed) -> None:
        """Say why nothing is to be heard; the next page is not read."""
        self._unheard(message.trouble)

    def _unheard(self, trouble: Trouble) -> None:
        if self.house.visitor.listening:
            self.senses.silent()
            words = self.house.words
            self.perform(Open(Told(words.say("Read aloud"), reading_trouble(words, trouble))))

    def on_worker_crashed(self, message: WorkerCrashed) -> None:
        """Whoever waits for it is told; for all else the log has it, and visitors read the local copy on."""
        if message.worker == SIGNING:
            self.walk.pin_broken()
            self.draw(news=True)
        elif message.worker == VOICE:
            self._unheard(Trouble.NO_VOICE)
        elif message.worker == PRINTING and self.prints.crashed(self.walk.page):
            self.draw(news=True)
