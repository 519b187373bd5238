"""Updates in words: what stands in the way, what is wrong with a bundle, what is being done, and how it ended."""

from collections.abc import Mapping

from kiosk.before_update import Ended, Lost
from kiosk.steward_words import missing_words
from kiosk.update_obstacles import Found, Obstacle
from kiosk.update_work import Stage, Stopped
from kiosk.words import Words
from sync.update.installed import Trial
from sync.update.unusable import Why


def obstacle_words(words: Words, found: Found) -> list[str]:
    """What is in the way, and what to do."""
    _, n_ = words.say, words.count
    match found.what:
        case Obstacle.NOT_OURS | Obstacle.NO_STEWARD:
            return [missing_words(words)]
        case Obstacle.ON_TRIAL:
            return [_("A new version runs on trial. Wait until the trial is over.")]
        case Obstacle.NO_BACKUP:
            return [_("There is no good backup yet."), _first_backup(words)]
        case Obstacle.OLD_BACKUP:
            told = n_("The last good backup is {n} day old.", "The last good backup is {n} days old.", found.count)
            return [told, _first_backup(words)]
        case Obstacle.UNSAVED:
            told = n_(
                "{n} booking still waits and is in no backup.",
                "{n} bookings still wait and are in no backup.",
                found.count,
            )
            return [told, _first_backup(words)]
        case Obstacle.PRINTING:
            return [_("Something is being printed. Wait a moment, and try again.")]


def _first_backup(words: Words) -> str:
    return words.say("Make a backup first. Then update.")


def why_words(words: Words, why: Why, facts: Mapping[str, str]) -> str:
    """What is wrong with a bundle or an index."""
    _ = words.say
    sentences = {
        Why.NO_BUNDLE: _("The file is no update, or it is not whole. Copy it to the stick again."),
        Why.TOO_LARGE: _("The file is larger than any update. It was not opened."),
        Why.HOSTILE: _("The file holds things that belong in no update. It was not used."),
        Why.NO_KEY: _("There is no key for updates on this device. Whoever set it up can add one."),
        Why.SIGNATURE: _("The file is not from a source that this device trusts. It was not used."),
        Why.CHANGED: _("A part of the file was changed or damaged. Copy it to the stick again."),
        Why.MISSING: _("A part of the file is missing. Copy it to the stick again."),
        Why.EXTRA: _("The file holds things that belong in no update. It was not used."),
        Why.MACHINE: _("The update is for another kind of device."),
        Why.PYTHON: _("The update needs a newer system. Renew the card first."),
        Why.TOO_NEW: _("First update to version {least}."),
        Why.SAME: _("This version runs already."),
        Why.OLDER: _("Version {version} is older than the one that runs."),
        Why.LEDGER: _("The update does not get along with the bookings on this device. Nothing was changed."),
        Why.STALE: _("The net offers something older than before. It was not used."),
        Why.NO_INDEX: _("At that address there are no updates."),
        Why.SPACE: _("There is not enough room on the card: {megabytes} MB are missing."),
        Why.DISK: _("The file cannot be read, or the card cannot be written."),
    }
    return sentences[why].format_map({"version": "?", "least": "?", "megabytes": "?"} | dict(facts))


def refusal_words(words: Words, reason: str | None) -> str:
    """Why the steward did not do it: a reason of the bundle's, or of its own."""
    _ = words.say
    if reason in tuple(Why):
        return why_words(words, Why(reason), {})
    if reason == "on-trial":
        return obstacle_words(words, Found(Obstacle.ON_TRIAL))[0]
    return _("The new version could not be set up. Nothing was changed.")


def stopped_words(words: Words, stopped: Stopped) -> list[str]:
    """Why nothing was installed."""
    why = stopped.why
    return obstacle_words(words, why) if isinstance(why, Found) else [refusal_words(words, why)]


def stage_words(words: Words, stage: Stage, hundredths: int) -> str:
    """What is being done, as it stands on the page meanwhile."""
    _ = words.say
    match stage:
        case Stage.FETCHING:
            return _("The update is being fetched: {percent} percent …").format(percent=words.number(hundredths))
        case Stage.MAKING:
            return _("The new version is being checked and set up. This takes some minutes …")
        case Stage.REHEARSING:
            return _("The new version is tried on a copy of the bookings …")
        case Stage.STARTING:
            return _("The new version starts. The screen goes dark for a moment …")


def trial_words(words: Words, version: str) -> str:
    """It runs, and nobody has to do anything."""
    sentence = words.say("Version {version} runs on trial. After a quarter of an hour it stays by itself.")
    return sentence.format(version=version)


def failed_words(words: Words, failed: Trial, ended: Ended | None) -> list[str]:
    """A version did not prove itself; the one before runs again."""
    _ = words.say
    told = _("The update to version {version} did not work. Version {back} runs again.")
    rest = _("All bookings are still there.")
    return [told.format(version=failed.version, back=failed.back), _cause(words, failed, ended), rest]


def _cause(words: Words, failed: Trial, ended: Ended | None) -> str:
    _ = words.say
    if ended is None or ended.version != failed.version:
        return _("The new version stopped by itself.")
    match ended.lost:
        case Lost.TOUCH:
            return _("The new version did not find the touch screen.")
        case Lost.PRINTER:
            return _("The new version did not reach the printer. Was it switched off?")
        case Lost.LEDGER:
            return _("The new version could not read the bookings.")
        case Lost.REPLICA:
            return _("The new version could not read its own files.")
        case Lost.CRASHED | Lost.STEWARD:
            return _("The new version stopped by itself.")
