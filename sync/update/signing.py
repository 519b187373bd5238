"""Who may update this terminal: Ed25519 signatures, and the public keys that lie on it."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sync.update.unusable import Unusable, Why

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDERS = (Path("/etc/kiosk-release.d"), Path("/usr/lib/kiosk/update-keys"))
"""Where public keys lie (`*.pub`, PEM): those of this house, and those that came with the installation. There are two
or more so that one can be replaced: what the new key signs is trusted before the old one is taken away."""
BYTES = 64
"""Of an Ed25519 signature (RFC 8032, 5.1.6)."""
KEY_MOST = 4096
"""Bytes of a key file that are read; a key has 113."""
BUNDLE = b"kiosk bundle 1\n"
INDEX = b"kiosk index 1\n"
"""Before what is signed, so that the one can never be shown as the other."""


def trusted(folders: Iterable[Path] = FOLDERS, *, owner: int = 0) -> list[bytes]:
    """The raw public keys that only the system's owner can have put there."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    keys = []
    for path in sorted(path for folder in folders if _of(folder, owner) for path in folder.glob("*.pub")):
        if not _of(path, owner):
            continue
        with suppress(OSError, ValueError, UnsupportedAlgorithm), path.open("rb") as file:
            key = load_pem_public_key(file.read(KEY_MOST))
            if isinstance(key, Ed25519PublicKey):
                keys.append(key.public_bytes_raw())
    return keys


def check(purpose: bytes, told: bytes, signature: bytes, keys: Iterable[bytes]) -> None:
    """Raises `Unusable` unless one of the keys has signed it for this purpose."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    known = list(keys)
    if not known:
        raise Unusable(Why.NO_KEY)
    for key in known:
        with suppress(InvalidSignature):
            Ed25519PublicKey.from_public_bytes(key).verify(signature, purpose + told)
            return
    raise Unusable(Why.SIGNATURE)


def sign(purpose: bytes, told: bytes, key: Path, passphrase: bytes | None = None) -> bytes:
    """Sign with a private key (PEM, PKCS 8). Raises OSError, ValueError, TypeError where the key cannot be used."""
    return _private(key, passphrase).sign(purpose + told)


def public_half(key: Path, passphrase: bytes | None = None) -> bytes:
    """The raw public key that belongs to a private one. Raises as `sign` does."""
    return _private(key, passphrase).public_key().public_bytes_raw()


def _private(key: Path, passphrase: bytes | None) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    private = load_pem_private_key(key.read_bytes(), passphrase)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError("no Ed25519 key")
    return private


def _of(path: Path, owner: int) -> bool:
    """Whether nobody else can have written it."""
    try:
        status = os.stat(path)
    except OSError:
        return False
    return status.st_uid == owner and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
