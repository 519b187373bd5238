"""Which class reads which kind of platform; a connector is imported when it is first needed."""

from importlib import import_module

from sync.clock import Clock
from sync.connectors.base import Connector
from sync.records import Source

CONNECTORS = {
    "wordpress": "sync.connectors.wordpress:WordPressConnector",
    "ical": "sync.connectors.ical:IcalConnector",
    "cyclos": "sync.connectors.cyclos:CyclosConnector",
    "pretix": "sync.connectors.pretix:PretixConnector",
}
"""Kind in the settings → module and class. A new platform is one line here, besides its own file."""


def connect(source: Source, clock: Clock) -> Connector:
    """The connector for a source, nothing asked yet; raises KeyError for an unknown kind."""
    module, name = CONNECTORS[source.kind].split(":")
    connector: Connector = getattr(import_module(module), name)(source, clock)
    return connector
