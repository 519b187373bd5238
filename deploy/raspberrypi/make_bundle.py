"""Make a bundle of a folder of wheels, sign it, and write the index for the net (docs/update.md).

Usage: .venv/bin/python deploy/raspberrypi/make_bundle.py KEY OUT NEWS [WHEELS]
KEY is the private key (PEM), OUT the folder for bundle and index, NEWS a text file with what is new, in German,
WHEELS a folder as fetch_wheels.py makes it; without one the wheels are fetched first.
"""

import hashlib
import os
import sys
import tempfile
import time
import zipfile
from base64 import b64encode
from pathlib import Path

import msgspec

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from deploy.raspberrypi.fetch_wheels import fetch  # noqa: E402  # the checkout has to be found first
from sync.ledger import schema  # noqa: E402
from sync.update import signing  # noqa: E402
from sync.update.bundle import MANIFEST, SIGNATURE, opened  # noqa: E402
from sync.update.index import FORMAT as INDEX_FORMAT  # noqa: E402
from sync.update.index import Index, Place  # noqa: E402
from sync.update.manifest import FORMAT, NEWS_MOST, SUFFIX, Entry, LedgerForm, Manifest  # noqa: E402

ARCH, PYTHON = "aarch64", "cp313"
"""The device: 64-bit ARM, and the interpreter of Debian 13."""
LEAST = "0.1.0"
"""The oldest version that can be updated to this one at once."""
OURS = "quartierskiosk-"
INDEX = "latest.json"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every entry, the first that a zip can tell: the same wheels give the same bundle."""


def manifest_of(wheels: Path, news: str, arch: str = ARCH, python: str = PYTHON) -> Manifest:
    """What is told about a folder of wheels, our own among them. Raises ValueError."""
    (ours,) = wheels.glob(f"{OURS}*.whl")
    if not news.strip() or len(news) > NEWS_MOST:
        raise ValueError(f"the news must have 1 to {NEWS_MOST} letters, not {len(news.strip())}")
    return Manifest(
        format=FORMAT,
        version=ours.name.split("-")[1],
        arch=arch,
        python=python,
        ledger=LedgerForm(schema.VERSION, schema.OPENS_FROM),
        least=LEAST,
        news=news.strip(),
        files={f"wheels/{path.name}": _entry(path) for path in sorted(wheels.iterdir())},
    )


def make(wheels: Path, manifest: Manifest, key: Path, folder: Path, passphrase: bytes | None = None) -> Path:
    """Write the bundle whole, and try it with nothing but the public half of the key."""
    told = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    path = folder / f"kiosk-{manifest.version}-{manifest.arch}{SUFFIX}"
    draft = path.with_name(f"{path.name}.new")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(MANIFEST, EARLIEST), told)
        signature = signing.sign(signing.BUNDLE, told, key, passphrase)
        archive.writestr(zipfile.ZipInfo(SIGNATURE, EARLIEST), signature)
        for name in manifest.files:
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), (wheels / Path(name).name).read_bytes())
    with opened(draft, [signing.public_half(key, passphrase)]) as bundle:
        bundle.check()
    os.replace(draft, path)
    return path


def index_of(manifest: Manifest, bundle: Path, key: Path, serial: int, passphrase: bytes | None = None) -> bytes:
    """The signed index that offers a bundle which lies beside it."""
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()
    place = Place(manifest.arch, manifest.python, bundle.name, digest, bundle.stat().st_size)
    index = Index(format=INDEX_FORMAT, serial=serial, version=manifest.version, news=manifest.news, bundles=(place,))
    told = msgspec.json.encode(index)
    signature = b64encode(signing.sign(signing.INDEX, told, key, passphrase)).decode()
    return msgspec.json.encode({"index": told.decode(), "signature": signature})


def main(key: Path, folder: Path, news: Path, wheels: Path | None) -> None:
    """Everything; the index's serial is the time in seconds, which grows by itself."""
    passphrase = os.environb.get(b"KIOSK_KEY_PASSPHRASE")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        if wheels is None:
            wheels = Path(scratch) / "wheels"
            fetch(wheels)
        manifest = manifest_of(wheels, news.read_text("utf-8"))
        bundle = make(wheels, manifest, key, folder, passphrase)
    (folder / INDEX).write_bytes(index_of(manifest, bundle, key, int(time.time()), passphrase))
    sys.stdout.write(f"{bundle}  {bundle.stat().st_size / 1e6:.0f} MB\n{folder / INDEX}\n")


def _entry(path: Path) -> Entry:
    content = path.read_bytes()
    return Entry(hashlib.sha256(content).hexdigest(), len(content))


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 5:
        sys.exit("Usage: make_bundle.py KEY OUT NEWS [WHEELS]")
    given = [Path(word) for word in sys.argv[1:]]
    main(given[0], given[1], given[2], given[3] if len(given) > 3 else None)
