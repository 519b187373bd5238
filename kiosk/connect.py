"""From a source to its connector and its pictures; the demo's made-up neighbourhood is one of them."""

from collections.abc import Iterable
from functools import partial

from sync.clock import Clock
from sync.connectors.base import Connector
from sync.connectors.table import connect as connect_platform
from sync.pictures import Gallery, Pictures
from sync.records import Source


def connect(source: Source, clock: Clock) -> Connector:
    """The connector for a source; nothing is asked of the network yet."""
    if source.kind == "memory":
        from kiosk.demo.neighbourhood import demo_connector

        return demo_connector(clock, source.timezone)
    return connect_platform(source, clock)


def gallery(source: Source, clock: Clock) -> Gallery:
    """Where the pictures of a source are read; nothing is asked of the network yet."""
    if source.kind == "memory":
        from kiosk.demo.gallery import DemoGallery

        return DemoGallery()
    from sync.connectors.gallery import WebGallery

    return WebGallery(source, clock)


def pictures(sources: Iterable[Source], clock: Clock) -> Pictures:
    """What reads the pictures of all sources in a round, and keeps them small."""
    from printing.thumbnail import thumbnail

    return Pictures({source.name: partial(gallery, source, clock) for source in sources}, thumbnail, clock)
