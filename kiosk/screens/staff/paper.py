"""One paper for A4: what will stand on it, and how it gets onto paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from kiosk import paper_run
from kiosk.house import House
from kiosk.paper_run import End, Job, Saved
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.deeds import Deed, DeedPage, Deeds
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.paper_rows import end_words, made_rows, paper_word
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Step
from kiosk.sticks import Stick, sticks

ON_DEMAND = (Paper.VOUCHERS, Paper.EMERGENCY)
"""Papers that use up numbers: they are composed only when somebody says so."""


class PaperPage(DeedPage):
    """It is set beside the screen, which takes a second here and some on a small computer."""

    def __init__(self, paper: Paper, wishes: Wishes | None = None) -> None:
        self.name = f"paper:{paper}"
        self._paper, self._wishes = paper, wishes or Wishes()
        self._made: Made | None = None
        self._job: Job | None = None
        self._told = ""
        self.chore: Chore | None = None
        """What is being done for this page at the moment."""

    def title(self, house: House) -> str:
        return self._made.title if self._made else paper_word(house, self._paper)

    def begin(self, house: House) -> Step:
        """Open the page, and compose the paper unless that uses up numbers."""
        if self._paper in ON_DEMAND:
            return Open(self)
        return Several((Open(self), self._compose(house)))

    def rows(self, house: House, width: int) -> list[Row]:
        told = [*said([self._told], width), Row("")] if self._told else []
        if self._made:
            return [*told, *made_rows(house, self._made, width)]
        if self.chore or self._paper not in ON_DEMAND:
            return told
        return told + said([house.words.say("Each voucher gets a number that is used only once.")], width)

    def deeds(self, house: House) -> list[Deed]:
        _, made = house.words.say, self._made
        if self.chore:
            return [Deed("stop", _("Stop printing"), _("Stop"))] if self._job else []
        if made is None:
            again = _("Give numbers") if self._paper in ON_DEMAND else _("Try again")
            return [Deed("compose", again, _("Make"))]
        form = [Deed("form", _("As A4") if self._wishes.booklet else _("As a booklet"))]
        ways = [Deed("print", _("Print")), Deed("stick", _("Save to a stick"))]
        return [*ways, *(form if self._paper is Paper.NEWSPAPER else [])]

    def do(self, house: House, action: str) -> Step:
        match action:
            case "compose":
                return self._compose(house)
            case "form":
                self._wishes = msgspec.structs.replace(self._wishes, booklet=not self._wishes.booklet)
                return self._compose(house)
            case "print":
                return self._how_many(house)
            case "stick":
                return self._which_stick(house)
            case "stop" if self._job:
                job, self._job = self._job, None
                return self._do(partial(paper_run.stop, job=job), house.words.say("One moment please …"))
        return Stay()

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore, _ = None, house.words.say
        match answer:
            case Made():
                self._made, self._told, self.at = answer, "", 0
            case Job():
                self._job = answer
                told = house.words.count("{n} copy is being printed.", "{n} copies are being printed.", answer.copies)
                return self._do(partial(paper_run.watch, job=answer), told)
            case End() if self._job:
                self._told, self._job = end_words(house, answer), None
            case Saved():
                self._told = _("Saved as {name}. You may pull the stick out.").format(name=answer.path.name)
            case str():
                self._told, self._job = answer, None
        return Stay()

    def _compose(self, house: House) -> Step:
        work = partial(paper_run.compose, paper=self._paper, wishes=self._wishes)
        self._made = None
        return self._do(work, house.words.say("The paper is being set …"))

    def _do(self, work: Callable[[House], object], told: str) -> Step:
        self.chore, self._told, self.at = Chore(self, work), told, 0
        return self.chore

    def _how_many(self, house: House) -> Step:
        """One copy to look at, or the run; a run is asked about with its sheets (A19)."""
        _, made = house.words.say, self._made
        queue = desk_of(house).settings.paper.queue
        if made is None or queue is None:
            self._told = _("No printer for A4 is set. Save the paper to a stick and print it elsewhere.")
            return Stay()
        if made.copies == 1:
            return self._print(made, queue, 1)
        run = house.words.count("Print {n} copy", "Print {n} copies", made.copies)
        deeds = [Deed("one", _("Print one to look at")), Deed("run", run)]
        return Open(Deeds(_("Print"), lambda _house: deeds, partial(self._chosen, made, queue), "copies"))

    def _chosen(self, made: Made, queue: str, house: House, action: str) -> Step:
        if action == "one":
            return Several((Back(), self._print(made, queue, 1)))
        count = house.words.count
        told = count("{n} sheet of paper is needed.", "{n} sheets of paper are needed.", made.sheets * made.copies)
        yes = count("Print {n} copy", "Print {n} copies", made.copies)
        return Open(
            Ask("run", made.title, lambda _house, width: said([told], width), yes, partial(self._run, made, queue))
        )

    def _run(self, made: Made, queue: str, house: House) -> Step:
        return Several((Back(), self._print(made, queue, made.copies)))

    def _print(self, made: Made, queue: str, copies: int) -> Step:
        return self._do(partial(paper_run.run_off, made=made, queue=queue, copies=copies), "")

    def _which_stick(self, house: House) -> Step:
        _, found = house.words.say, sticks()
        if not found:
            self._told = _("No stick was found. Plug one in, wait a moment, and try again.")
            return Stay()
        if len(found) == 1:
            return self._save(house, found[0].folder)
        deeds = [Deed(str(at), stick.name) for at, stick in enumerate(found)]
        return Open(Deeds(_("Which stick?"), lambda _house: deeds, partial(self._on, found), "sticks"))

    def _on(self, found: list[Stick], house: House, action: str) -> Step:
        return Several((Back(), self._save(house, found[int(action)].folder)))

    def _save(self, house: House, folder: Path) -> Step:
        assert self._made is not None
        work = partial(paper_run.put_away, made=self._made, folder=folder)
        return self._do(work, house.words.say("The paper is being saved. Please leave the stick in …"))
