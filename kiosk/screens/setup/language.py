"""The language of the terminal: of all its pages, until a visitor chooses another one."""

from kiosk.house import House
from kiosk.screens.setup.step_page import StepPage, kept
from kiosk.screens.steps import Several, Speak
from kiosk.screens.steps import Step as Leads
from kiosk.screens.tiles import Task, TilePage
from kiosk.setup import Step
from kiosk.words import LANGUAGES, Words


class LanguageStep(StepPage, TilePage):
    """Each language by its own name (A33)."""

    stage = Step.LANGUAGE

    def label(self, house: House) -> str:
        return house.words.say("Language")

    def tasks(self, house: House) -> list[Task]:
        now = house.setup.language if house.setup else house.language
        return [Task(f"go:{code}", name, on=code == now, lang=code) for code, name in LANGUAGES.items()]

    def opened(self, house: House, task: str) -> Leads:
        """There are no settings before there is a name, so the set-up keeps it until then."""
        if house.setup is None:
            return self.save(house, {"centre": {"language": task}})
        return kept(house, self.label(house), lambda: self._spoken(house, task))

    def _spoken(self, house: House, task: str) -> Leads:
        assert house.setup is not None
        house.setup.speak(task)
        house.words, house.language = Words(task), task
        if house.writer and house.writer.exists:
            return Several((Speak(task), self.save(house, {"centre": {"language": task}})))
        return Several((Speak(task), self.further(house)))
