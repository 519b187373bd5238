"""Public keys of those who may look in: the program's user may write their file, so nothing in it is trusted."""

import base64
import binascii
import os
import stat
from pathlib import Path

KINDS = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
"""Of sshd(8), AUTHORIZED_KEYS FILE FORMAT; certificates are left out, for they would let in whoever signs them."""
KEYS_MOST = 20
"""Helpers of one town."""
SIZE_MOST = 64 * 1024


def usable(path: Path) -> list[str]:
    """`kind base64` of each good line; options and comments are dropped. Empty where there is no such file."""
    try:
        rows = _content(path).decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    keys = [key for row in rows if (key := _key(row))]
    return list(dict.fromkeys(keys))[:KEYS_MOST]


def _content(path: Path) -> bytes:
    """An ordinary file's first bytes; links and pipes are none. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return os.read(handle, SIZE_MOST) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    finally:
        os.close(handle)


def _key(row: str) -> str | None:
    """A line that begins with a kind of key, whose body says the same kind of itself (RFC 4253, 6.6)."""
    kind, _, rest = row.strip().partition(" ")
    body = rest.strip().partition(" ")[0]
    if kind not in KINDS:
        return None
    try:
        inside = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return None
    return f"{kind} {body}" if inside.startswith(len(kind).to_bytes(4, "big") + kind.encode()) else None
