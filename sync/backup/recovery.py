"""The envelope's key: made from the recovery words, never stored; the terminal keeps only what seals for it.

The words are stretched by HKDF-SHA256 into an X25519 key in age's own spelling, so that the `age` program of any
computer opens a backup too (age-encryption.org/v1).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sync.backup.bech32 import spelt
from sync.backup.errors import NotRestored, Why
from sync.backup.words import entropy_of, new_words
from sync.ledger.sealing import KEY_BYTES
from sync.ledger.whole_files import read_whole, write_whole

if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

PUBLIC, SEALED = "recovery.pub", "recovery.key.age"
"""The public half, one line; the ledger's data key, sealed for it."""
_ABOUT = b"quartierskiosk recovery 1"


def age_key(words: str) -> str:
    """The secret key of typed words, as `age -d -i` reads it (`AGE-SECRET-KEY-1…`). Raises `NotTheWords`."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    stretched = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_ABOUT).derive(entropy_of(words))
    return spelt("age-secret-key-", stretched).upper()


def identity(words: str) -> "Identity":
    """What opens backups. Raises `NotTheWords`."""
    from pyrage.x25519 import Identity

    return Identity.from_str(age_key(words))


class Recovery:
    """What a data folder knows of its envelope. Every method may raise `Unstorable`."""

    def __init__(self, folder: Path) -> None:
        self._public, self._sealed = folder / PUBLIC, folder / SEALED

    @property
    def ready(self) -> bool:
        """Whether words were made here."""
        return self.recipient() is not None and read_whole(self._sealed) is not None

    def recipient(self) -> "Recipient | None":
        """For whom backups are sealed; None before the first words, or where the file is none."""
        from pyrage import RecipientError
        from pyrage.x25519 import Recipient

        content = read_whole(self._public)
        try:
            return Recipient.from_str(content.decode().strip()) if content else None
        except (UnicodeDecodeError, RecipientError):
            return None

    def make(self, data_key: bytes) -> tuple[str, ...]:
        """New words, which stand nowhere else: print them now. Older backups go on needing the older words.

        The sealed key is written first: with the old public half beside it nothing is lost.
        """
        from pyrage import encrypt

        words = new_words()
        recipient = identity(" ".join(words)).to_public()
        write_whole(self._sealed, encrypt(data_key, [recipient]))
        write_whole(self._public, f"{recipient}\n".encode())
        return words

    def data_key(self, words: str) -> bytes:
        """The ledger's key, by the words alone. Raises `NotTheWords`, `NotRestored`."""
        sealed = read_whole(self._sealed)
        if sealed is None:
            raise NotRestored(Why.NO_WORDS)
        return unsealed(sealed, identity(words))


def unsealed(sealed: bytes, key: "Identity") -> bytes:
    """The data key out of `recovery.key.age`. Raises `NotRestored`."""
    from pyrage import DecryptError, decrypt

    try:
        found = decrypt(sealed, [key])
    except (DecryptError, OSError) as error:
        raise NotRestored(Why.WRONG_WORDS) from error
    if len(found) != KEY_BYTES:
        raise NotRestored(Why.SPOILED)
    return bytes(found)
