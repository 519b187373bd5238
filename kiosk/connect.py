"""From a source to its connector; the demo's made-up neighbourhood is one of them."""

from sync.clock import Clock
from sync.connectors.base import Connector
from sync.connectors.table import connect as connect_platform
from sync.records import Source


def connect(source: Source, clock: Clock) -> Connector:
    """The connector for a source; nothing is asked of the network yet."""
    if source.kind == "memory":
        from kiosk.demo.neighbourhood import demo_connector

        return demo_connector(clock, source.timezone)
    return connect_platform(source, clock)
