"""Keys of those who may look in by the remote help: from a stick into the folder of the settings.

There the steward reads them; it looks at each again and trusts none of what stands around it.
"""

from pathlib import Path

from kiosk.house import House
from kiosk.screens.staff.entry import desk_of
from kiosk.steward_words import KEYS
from kiosk.sticks import sticks
from sync.ledger.whole_files import write_whole

SIZE_MOST = 64 * 1024
"""Bytes; a key has a hundred, RSA's seven hundred."""
KINDS = ("ssh-ed25519 ", "sk-ssh-ed25519@openssh.com ", "ecdsa-sha2-nistp", "sk-ecdsa-sha2-nistp", "ssh-rsa ")
"""What a line of a public key begins with (sshd(8), AUTHORIZED_KEYS FILE FORMAT)."""


def fetch(house: House) -> str:
    """Work of a chore: take the keys of the first stick that has any in place of those before; what came of it."""
    _, found = house.words.say, sticks()
    keys = next((keys for stick in found if (keys := _keys(stick.folder / KEYS))), [])
    if not found:
        return _("No stick was found. Plug one in, wait a moment, and try again.")
    if not keys or house.writer is None:
        return _("On the stick there is no file {name} with keys.").format(name=KEYS)
    write_whole(house.writer.path.parent / KEYS, "".join(f"{key}\n" for key in keys).encode())
    desk = desk_of(house)
    with desk.ledger.change():
        desk.ledger.journal.note("helper keys stored", staff=desk.me, facts=str(len(keys)))
    return house.words.count(
        "{n} key was stored. Earlier ones no longer count.",
        "{n} keys were stored. Earlier ones no longer count.",
        len(keys),
    )


def _keys(path: Path) -> list[str]:
    """The lines that look like public keys; none where there is no such file or it cannot be read."""
    try:
        with path.open("rb") as file:
            rows = file.read(SIZE_MOST).decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [row.strip() for row in rows if row.startswith(KINDS) and row.isprintable()]
