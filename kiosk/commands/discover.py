"""`kiosk discover`: what a site offers, and the settings lines to use it."""

import msgspec

from kiosk.notices import host_of, platform_trouble
from kiosk.output import put, put_json
from kiosk.session import DONE, OPEN, WRONG, Session, Stop
from kiosk.words import Words
from sync.clock import SystemClock
from sync.discover import Discovery, settings_lines
from sync.discover import discover as look
from sync.errors import SyncError
from sync.text import clean


def discover(session: Session, url: str, *, as_json: bool) -> int:
    """Print what was found; exit 3 when the address gives no answer or nothing that can be read."""
    words = session.words
    if "://" not in url:
        url = f"https://{url}"
    if not url.lower().startswith(("http://", "https://", "webcal://", "webcals://")):
        raise Stop(WRONG, words.say("Name a web address that begins with https:// or webcal://."))
    try:
        found = look(url, SystemClock())
    except SyncError as error:
        raise Stop(OPEN, platform_trouble(words, error.reason, host_of(url) | error.facts)) from error
    lines = settings_lines(found)
    if as_json:
        put_json(msgspec.to_builtins(found) | {"settings": lines})
    else:
        for line in [*_found(words, found), "", *lines]:
            put(clean(line))
    return DONE if lines else OPEN


def _found(words: Words, found: Discovery) -> list[str]:
    """What stands on the site, a line each; a site may call its interfaces whatever it likes."""
    _, n_ = words.say, words.count
    lines = [_("Site: {name}").format(name=found.name or found.url)]
    if found.wordpress:
        lines.append(_("WordPress with these interfaces: {names}").format(names=", ".join(found.namespaces)))
    if found.events:
        lines.append(_("Events: {name}").format(name=found.events))
    if found.jobs:
        lines.append(_("Jobs: {name}").format(name=found.jobs))
    lines.extend(
        _("Category: {name} ({count})").format(name=category.name, count=n_("{n} post", "{n} posts", category.count))
        for category in found.categories
    )
    lines.extend(_("Calendar: {url}").format(url=calendar.url) for calendar in found.calendars)
    lines.extend(_("Feed: {url}").format(url=feed) for feed in found.feeds)
    lines.extend(
        platform_trouble(words, problem.reason, host_of(found.url) | problem.facts) for problem in found.problems
    )
    if found.kind is None:
        lines.append(_("Nothing was found that the terminal can read."))
    return lines
