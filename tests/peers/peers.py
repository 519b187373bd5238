"""Real servers for tests: started on a free port when a test first wants one, ended with the test run.

A test module takes the fixture (`wordpress`); without the peer's packages its tests skip with the reason.
"""

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

_HERE = Path(__file__).resolve().parent
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


def _script(name: str, *words: str, given: str = "") -> str:
    done = subprocess.run(
        ["bash", str(_HERE / f"{name}.sh"), *words], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{name}.sh {words[0]}: {done.stderr}"
    return done.stdout
