"""Real servers for tests: started on a free port when a test first wants one, ended with the test run.

A test module takes the fixture (`wordpress`); without the peer's packages its tests skip with the reason.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_talk import Judge

_HERE = Path(__file__).resolve().parent
_CACHE = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers"))
_WORDPRESS = ("php", "mariadbd", "mariadb-install-db", "mariadb", "curl", "setsid")
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"


class Peer(msgspec.Struct, frozen=True):
    """A running server. `folder` holds all its state."""

    name: str
    url: str
    folder: Path

    def script(self, command: str, *words: str, given: str = "") -> str:
        """Another command of the peer's script; what it printed."""
        return _script(self.name, command, str(self.folder), *words, given=given)


class WordPress(Peer, frozen=True):
    """The network of three sites: `/`, `/nachbarschaft-west/`, `/jugendhaus/`."""

    @property
    def password(self) -> str:
        """An editor's application password as `user:password`."""
        return (self.folder / "app-password.txt").read_text().strip()

    def php(self, code: str, site: int = 3) -> str:
        """Run PHP inside a site (1, 2 or 3); what it printed."""
        return self.script("php", str(site), given=code)


def peer(name: str, folder: Path) -> str:
    """Start `NAME.sh` with all its state in `folder`, on a free port; its base address."""
    return _script(name, "start", str(folder), str(free_port())).strip().splitlines()[-1]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def wordpress() -> Iterator[WordPress]:
    """A real WordPress Multisite; Debian's packages stand at the head of `wordpress.sh`."""
    missing = [program for program in _WORDPRESS if not shutil.which(program, path=_PATH)]
    if missing or not Path("/usr/share/wordpress").is_dir():
        pytest.skip(f"WordPress is not installed (wordpress, {', '.join(missing) or 'its files'})")
    # A short folder of its own: a Unix socket's path has 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-wp-"))
    try:
        yield WordPress("wordpress", peer("wordpress", folder), folder)
    finally:
        _script("wordpress", "stop", str(folder))
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def cyclos_document() -> Path | None:
    """The vendor's OpenAPI document, where it lies beside the checkout."""
    found = Path(__file__).resolve().parents[3] / "shared" / "cyclos" / "openapi-4.16.18-kiosk-subset.yaml"
    return found if found.exists() else None


@pytest.fixture(scope="session")
def cyclos_law(cyclos_document: Path | None) -> Judge | None:
    """What holds requests and answers against that document; reading it takes a moment, so it is done once."""
    from tests.connectors.openapi import document
    from tests.peers.cyclos_bank_law import Law

    return Law(document()) if cyclos_document else None


@pytest.fixture
def bank(cyclos_law: Judge | None) -> Iterator[Bank]:
    """A Cyclos stand-in; the test fails when anything was asked or said that the vendor's document does not know."""
    with Bank(judge=cyclos_law) as running:
        yield running
    assert running.misfits == []


@pytest.fixture(scope="session")
def prism(cyclos_document: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Prism over the vendor's document: tells whether a request is one that the document allows."""
    home = Path(os.environ.get("PRISM", _CACHE / "prism"))
    missing = [program for program in ("node", "npm") if not shutil.which(program)]
    if missing or not (home / "node_modules").is_dir():
        pytest.skip(f"no {', '.join(missing) or f'Prism: tests/peers/prism.sh install {home}'}")
    if cyclos_document is None:
        pytest.skip("the Cyclos OpenAPI document lies beside the checkout only")
    folder = tmp_path_factory.mktemp("prism")
    try:
        url = _script("prism", "start", str(folder), str(free_port()), str(cyclos_document)).strip()
        yield Peer("prism", url, folder)
    finally:
        _script("prism", "stop", str(folder))


def _script(name: str, *words: str, given: str = "") -> str:
    done = subprocess.run(
        ["bash", str(_HERE / f"{name}.sh"), *words], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{name}.sh {words[0]}: {done.stderr}"
    return done.stdout
