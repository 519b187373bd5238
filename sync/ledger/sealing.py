"""A PIN made into a key, and small secrets sealed with a key (R26, R27)."""

import os
from typing import Annotated

import msgspec

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES, _TAG_BYTES = 12, 16
SEALED_BYTES = _NONCE_BYTES + KEY_BYTES + _TAG_BYTES
"""A sealed key."""


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one try at a PIN costs. The bounds keep a damaged file from asking for all memory."""

    iterations: Annotated[int, msgspec.Meta(ge=1, le=64)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]
    memory_kib: Annotated[int, msgspec.Meta(ge=128, le=1 << 20)]
    """Argon2 wants 8 or more for each lane: so the bounds."""


COST = Cost(iterations=3, lanes=4, memory_kib=64 * 1024)
"""RFC 9106, section 4, second choice: for machines with little memory. The first one takes 2 GiB a try; 64 MiB
leave a Raspberry Pi with 1 GB its screen and its databases. Some 0.1 s on a desktop, below a second on a Pi."""


def stretch(pin: str, salt: bytes, secret: bytes, cost: Cost) -> bytes:
    """The key of a PIN, 32 bytes: slow to make, and never without the secret of this device."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=secret,
    )
    return argon.derive(pin.encode("utf-8", "surrogatepass"))


def seal(key: bytes, secret: bytes, about: bytes) -> bytes:
    """Encrypt with ChaCha20-Poly1305 under a random nonce; `about` must be told again to open it."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, secret, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """What was sealed; None with another key, another `about`, or when a single bit was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
    except InvalidTag:
        return None
