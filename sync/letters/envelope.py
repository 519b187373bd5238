"""Sealing a letter for whoever opens the ledger: HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305."""

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from sync.letters.letter import CONTENT_BYTES, Letter, decoded, encoded

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

_FORM = b"QKL1"
"""How every sealed letter begins."""
_MARK_BYTES, _ENCAPSULATED_BYTES, _TAG_BYTES = 8, 32, 16
KEY_BYTES = 32
SEALED_BYTES = len(_FORM) + _MARK_BYTES + _ENCAPSULATED_BYTES + CONTENT_BYTES + _TAG_BYTES
"""Every sealed letter is as long as any other."""


def new_private_key() -> bytes:
    """An X25519 key, 32 random bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """What seals letters that only this key opens, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, letter: Letter) -> bytes:
    """`SEALED_BYTES` that tell nothing, bound to the letter's id. Raises ValueError where `public` is no key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    key = X25519PublicKey.from_public_bytes(public)
    return _FORM + _mark(public) + _suite().encrypt(encoded(letter), key, info=_about(letter.id))


def unseal(private: bytes, sealed: bytes, id: str) -> Letter | None:
    """The letter; None with another key, under another id, or when a single bit was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    head = _FORM + _mark(public_key(private))
    if len(sealed) != SEALED_BYTES or not sealed.startswith(head):
        return None
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        letter = decoded(_suite().decrypt(sealed[len(head) :], key, info=_about(id)))
    except (InvalidTag, msgspec.DecodeError):
        return None
    return letter if letter.id == id else None


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _mark(public: bytes) -> bytes:
    """Tells for which key a letter was sealed."""
    return sha256(b"quartierskiosk letters " + public).digest()[:_MARK_BYTES]


def _about(id: str) -> bytes:
    return f"quartierskiosk letter {id}".encode()
