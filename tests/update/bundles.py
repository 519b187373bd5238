"""Small real bundles, signed with real keys, and every way to spoil one."""

import hashlib
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from sync.update import signing
from sync.update.bundle import MANIFEST, SIGNATURE
from sync.update.manifest import Entry, Here, LedgerForm, Manifest

HERE = Here("0.1.0", "aarch64", "cp313", 3)
FILES = {
    "wheels/quartierskiosk-0.2.0-py3-none-any.whl": b"our own wheel" * 100,
    "wheels/httpx-0.28.1-py3-none-any.whl": b"another",
    "wheels/requirements.txt": b"httpx==0.28.1 --hash=sha256:00\n",
}
NEWS = "Die Liste der Angebote ist schneller."


class Signer(NamedTuple):
    """Somebody with a key."""

    private: Path
    public: bytes
    pem: bytes


def signer(folder: Path, name: str = "release") -> Signer:
    key = Ed25519PrivateKey.generate()
    path = folder / f"{name}.key"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return Signer(path, key.public_key().public_bytes_raw(), pem)


def manifest(files: Mapping[str, bytes] = FILES, **changes: object) -> Manifest:
    entries = {name: Entry(hashlib.sha256(content).hexdigest(), len(content)) for name, content in files.items()}
    usual = Manifest(
        format=1,
        version="0.2.0",
        arch="aarch64",
        python="cp313",
        ledger=LedgerForm(3, 3),
        least="0.1.0",
        news=NEWS,
        files=entries,
    )
    return msgspec.structs.replace(usual, **changes)


def bundle(path: Path, who: Signer, told: Manifest | None = None, files: Mapping[str, bytes] = FILES) -> Path:
    """A bundle as the builder writes it; `files` may differ from what is signed."""
    content = msgspec.json.encode(told or manifest())
    return raw(path, {MANIFEST: content, SIGNATURE: signing.sign(signing.BUNDLE, content, who.private), **files})


def raw(path: Path, entries: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return path


def keys_in(folder: Path, **pems: bytes) -> Path:
    """A folder of public keys as the system's owner keeps it."""
    folder.mkdir(mode=0o755)
    for name, pem in pems.items():
        (folder / f"{name}.pub").write_bytes(pem)
        os.chmod(folder / f"{name}.pub", 0o644)
    return folder
