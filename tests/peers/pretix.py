"""The real pretix of `pretix.sh`: started once for a test run, administered as its organiser."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import httpx
import msgspec
import pytest

from sync.records import Source
from tests.peers.peers import free_port

SCRIPT = Path(__file__).with_name("pretix.sh")
ORGANISER = "buergerhaus"


class Order(msgspec.Struct, frozen=True):
    """One order as pretix holds it."""

    code: str
    event: str
    status: str
    comment: str
    total: str
    locale: str
    positions: list[dict[str, object]]


class Pretix(msgspec.Struct, frozen=True):
    """A running server. `folder` holds all its state."""

    url: str
    folder: Path

    @property
    def token(self) -> str:
        """A team's token that may do everything."""
        return (self.folder / "token").read_text().strip()

    @property
    def source(self) -> Source:
        """The organiser, as the settings name them."""
        return Source(name="haus", kind="pretix", url=f"{self.url}/api/v1/organizers/{ORGANISER}/", books=("seat",))

    def shop(self, event: str) -> str:
        """The public address of an event, or of `SERIES/NUMBER`."""
        return f"{self.url}/{ORGANISER}/{event}/"

    def orders(self, event: str) -> list[Order]:
        """All orders of an event, oldest first."""
        return msgspec.convert(self.rows(f"events/{event}/orders/"), list[Order])

    def rows(self, path: str) -> list[dict[str, object]]:
        """A list of the interface; fails when it is longer than a page."""
        page = self._asked("GET", path).json()
        assert page["next"] is None
        return msgspec.convert(page["results"], list[dict[str, object]])

    def change(self, path: str, **values: object) -> None:
        """Change something of the organiser (`events/theater/`)."""
        self._asked("PATCH", path, values)

    def change_row(self, path: str, name: str, **values: object) -> None:
        """Change the row of a list that bears this name (`events/theater/items/`)."""
        (found,) = (row["id"] for row in self.rows(path) if row["name"] in (name, {"de": name}))
        self._asked("PATCH", f"{path}{found}/", values)

    def cancel(self, event: str, code: str) -> None:
        """Cancel an order as the organiser."""
        self._asked("POST", f"events/{event}/orders/{code}/mark_canceled/", {"send_email": False})

    def age_keys(self, hours: int) -> None:
        """Let its idempotency keys grow older, then let it forget those that it would: a day old and more."""
        with closing(sqlite3.connect(self.folder / "data" / "db.sqlite3", timeout=30)) as db, db:
            db.execute("UPDATE pretixapi_apicall SET created = datetime(created, ?)", (f"-{hours} hours",))
            db.execute("DELETE FROM pretixapi_apicall WHERE created <= datetime('now', '-24 hours')")

    def inside(self, code: str) -> str:
        """Run Python inside pretix; what it printed."""
        return _script("shell", str(self.folder), given=code)

    def _asked(self, method: str, path: str, values: Mapping[str, object] | None = None) -> httpx.Response:
        url, headers = f"{self.source.url}{path}", {"Authorization": f"Token {self.token}"}
        with httpx.Client(trust_env=False, timeout=30) as client:
            answer = client.request(method, url, json=values, headers=headers)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return answer


@pytest.fixture(scope="session")
def pretix() -> Iterator[Pretix]:
    """Real pretix with the events theater, deutschkurs, ausflug, hof-fest and the series yoga."""
    cache = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers"))
    program = Path(os.environ.get("PRETIX_VENV", cache / "pretix")) / "bin" / "gunicorn"
    if not program.exists() or not shutil.which("curl"):
        pytest.skip(f"no pretix at {program} (or no curl): tests/peers/pretix.sh install {program.parents[1]}")
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pretix-"))
    try:
        yield Pretix(_script("start", str(folder), str(free_port())).strip(), folder)
    finally:
        _script("stop", str(folder))
        shutil.rmtree(folder)


def _script(*words: str, given: str = "") -> str:
    done = subprocess.run(["bash", str(SCRIPT), *words], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"pretix.sh {words[0]}: {done.stderr}"
    return done.stdout
