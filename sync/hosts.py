"""Which hosts are this machine, and which stand in the house."""

from ipaddress import ip_address

_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa")
"""Names that never leave a house: RFC 6761, RFC 6762, ICANN 2024, RFC 8375."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_global(address: str) -> bool:
    """Whether an IP address belongs to the open internet; one of the house or of this machine, also behind an IPv6
    form, does not."""
    return ip_address(address.partition("%")[0]).is_global


def is_private(host: str) -> bool:
    """Whether a host stands in the house: a private address, a name of the local network, or one without a dot."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return is_loopback(host) or "." not in host or host.endswith(_PRIVATE_NAMES)
