"""Versions that lie on sticks or are offered on the net, the newest first."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from kiosk.sticks import Stick
from sync.text import line
from sync.update.bundle import opened
from sync.update.index import Seen
from sync.update.manifest import NEWS_MOST, SUFFIX, Here, check_fits, ordered
from sync.update.unusable import Unusable, Why

LOOKED_AT_MOST = 20
"""Bundles of one stick that are opened."""


class Offer(msgspec.Struct, frozen=True):
    """A version that could be installed, or a bundle that cannot be used, and why."""

    version: str | None
    news: str
    where: str | None
    """The stick's name; None: the net."""
    source: Path | Seen
    why: Why | None = None
    facts: dict[str, str] = {}


def on_sticks(sticks: Iterable[Stick], here: Here, keys: Sequence[bytes]) -> list[Offer]:
    """What lies on the sticks: usable ones first, the newest version of them first."""
    found = [_on_stick(path, stick, here, keys) for stick in sticks for path in _bundles(stick)]
    return sorted(found, key=lambda offer: (offer.why is None, ordered(offer.version or "0")), reverse=True)


def of_file(path: Path, here: Here, keys: Sequence[bytes], *, older: bool = False) -> Offer:
    """One bundle, wherever it lies. Raises OSError where there is none."""
    try:
        with opened(path, keys) as bundle:
            manifest = bundle.manifest
    except Unusable as error:
        return Offer(None, "", None, path, error.why, error.facts)
    offer = Offer(manifest.version, _told(manifest.news), None, path)
    try:
        check_fits(manifest, here, older=older)
    except Unusable as error:
        return msgspec.structs.replace(offer, why=error.why, facts=error.facts)
    return offer


def on_net(seen: Seen | None, here: Here) -> Offer | None:
    """What the index offered when it was asked last; None where that is nothing newer."""
    if seen is None or ordered(seen.index.version) <= ordered(here.version):
        return None
    return Offer(seen.index.version, _told(seen.index.news), None, seen)


def best(offers: Iterable[Offer]) -> Offer | None:
    """The newest of those that can be used; a stick before the net, which takes longer."""
    usable = [offer for offer in offers if offer.why is None]
    return max(usable, key=lambda one: (ordered(one.version or "0"), one.where is not None), default=None)


def _on_stick(path: Path, stick: Stick, here: Here, keys: Sequence[bytes]) -> Offer:
    try:
        offer = of_file(path, here, keys)
    except OSError:
        offer = Offer(None, "", None, path, Why.DISK)
    return msgspec.structs.replace(offer, where=stick.name)


def _bundles(stick: Stick) -> list[Path]:
    try:
        return sorted(stick.folder.glob(f"*{SUFFIX}"), reverse=True)[:LOOKED_AT_MOST]
    except OSError:
        return []


def _told(news: str) -> str:
    """Signed, and still somebody's text: nothing in it steers the screen."""
    return line(news, NEWS_MOST) or ""
