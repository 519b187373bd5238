"""Where a request may go: whose credentials an address may see, and which redirects are safe."""

from base64 import b64encode

import httpx

from sync.errors import Reason, Unreachable


def parse(url: str) -> httpx.URL:
    """An absolute http or https address, its fragment and credentials still there; raises NOT_UNDERSTOOD otherwise."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise Unreachable(Reason.NOT_UNDERSTOOD, detail="address") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise Unreachable(Reason.NOT_UNDERSTOOD, detail="address")
    return address


def public(address: httpx.URL) -> httpx.URL:
    """The address without user name, password and fragment."""
    return address.copy_with(username="", password="", fragment=None)


def credentials(address: httpx.URL) -> dict[str, str]:
    """The header for `user:password@` in an address (a calendar behind a password); empty without one."""
    if not address.username and not address.password:
        return {}
    pair = b64encode(f"{address.username}:{address.password}".encode()).decode("ascii")
    return {"Authorization": f"Basic {pair}"}


def origin(address: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port: all three must be the same for credentials to go along."""
    return address.scheme, address.host, address.port or (443 if address.scheme == "https" else 80)


def target(address: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads; raises UNSAFE_REDIRECT for https → http and for anything but http and https."""
    try:
        aim = address.join(location)
    except httpx.InvalidURL as error:
        raise Unreachable(Reason.UNSAFE_REDIRECT, host=address.host) from error
    if aim.scheme not in ("http", "https") or not aim.host or (address.scheme, aim.scheme) == ("https", "http"):
        raise Unreachable(Reason.UNSAFE_REDIRECT, host=address.host)
    return public(aim)
