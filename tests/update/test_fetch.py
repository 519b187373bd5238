"""From the net: signed, asked only when it changed, never back to an older index, and on from where a line broke."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from sync.errors import Reason, SyncError
from sync.update import signing
from sync.update.fetch import ASKED, PART, WEEK, due, fetch, look
from sync.update.index import Index, Place, Seen
from sync.update.unusable import Unusable, Why
from tests.sync.clocks import FakeClock
from tests.sync.servers import LOGIN_PAGE, Asked, Reply, Server, cut_reply, redirect
from tests.update.bundles import HERE, NEWS, Signer, bundle, signer

PATH = "/kiosk-0.2.0-aarch64.kioskupdate"


@pytest.fixture
def who(tmp_path: Path) -> Signer:
    return signer(tmp_path)


@pytest.fixture
def whole(tmp_path: Path, who: Signer) -> bytes:
    return bundle(tmp_path / "made", who).read_bytes()


@pytest.fixture
def server(who: Signer, whole: bytes) -> Iterator[Server]:
    with Server({"/latest.json": Reply(body=envelope(who, whole)), PATH: Reply(body=whole)}) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "update"
    made.mkdir()
    return made


def envelope(who: Signer, whole: bytes, serial: int = 7, place: Mapping[str, object] = {}) -> bytes:
    usual = Place("aarch64", "cp313", PATH.removeprefix("/"), hashlib.sha256(whole).hexdigest(), len(whole))
    places = (Place("x86_64", "cp313", "other", "00", 1), msgspec.structs.replace(usual, **place))
    told = msgspec.json.encode(Index(format=1, serial=serial, version="0.2.0", news=NEWS, bundles=places))
    signature = b64encode(signing.sign(signing.INDEX, told, who.private)).decode()
    return msgspec.json.encode({"index": told.decode(), "signature": signature})


def looked(server: Server, folder: Path, who: Signer) -> Seen:
    return look(server.url("/latest.json"), folder, [who.public], FakeClock())


def fetched(server: Server, folder: Path, who: Signer) -> Path:
    return fetch(looked(server, folder, who), HERE, folder, FakeClock())


def test_r39_what_the_index_offers_is_fetched_whole(server: Server, folder: Path, who: Signer, whole: bytes) -> None:
    path = fetched(server, folder, who)
    assert path.read_bytes() == whole
    assert sorted(found.name for found in folder.iterdir()) == ["asked", "index.json", path.name]


def test_r39_nothing_about_this_terminal_is_sent(server: Server, folder: Path, who: Signer) -> None:
    fetched(server, folder, who)
    for asked in server.requests:
        assert asked.headers.keys() == {"host", "user-agent", "accept-encoding"}
        assert asked.headers["user-agent"] == "Quartierskiosk"
        assert (asked.method, asked.query, asked.body) == ("GET", {}, b"")


def test_r39_an_index_that_did_not_change_is_not_sent_again(
    server: Server, folder: Path, who: Signer, whole: bytes
) -> None:
    def route(asked: Asked) -> Reply:
        known = asked.headers.get("if-none-match") == '"7"'
        return Reply(status=304) if known else Reply(headers={"ETag": '"7"'}, body=envelope(who, whole))

    server.routes["/latest.json"] = route
    assert looked(server, folder, who) == looked(server, folder, who)
    assert "if-none-match" in server.requests[-1].headers


def test_r39_a_304_that_nobody_asked_for_is_a_failure(server: Server, folder: Path, who: Signer) -> None:
    server.routes["/latest.json"] = Reply(status=304)
    with pytest.raises(SyncError):
        looked(server, folder, who)


def test_r39_an_old_signed_index_is_never_believed_again(
    server: Server, folder: Path, who: Signer, whole: bytes
) -> None:
    looked(server, folder, who)
    server.routes["/latest.json"] = Reply(body=envelope(who, whole, serial=6))
    with pytest.raises(Unusable) as caught:
        looked(server, folder, who)
    assert caught.value.why is Why.STALE
    before = Seen.read(folder)
    assert before is not None
    assert before.index.serial == 7


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", Why.NO_INDEX),
        (LOGIN_PAGE, Why.NO_INDEX),
        (b'{"index": "{}", "signature": "AA=="}', Why.SIGNATURE),
        (b'{"index": "{}", "signature": "\xc3\xa4"}', Why.NO_INDEX),
        (b" " * 70_000, Why.NO_INDEX),
        (b"[" * 60_000, Why.NO_INDEX),
    ],
)
def test_r39_what_is_no_signed_index_changes_nothing(
    server: Server, folder: Path, who: Signer, body: bytes, why: Why
) -> None:
    server.routes["/latest.json"] = Reply(body=body)
    with pytest.raises(Unusable) as caught:
        looked(server, folder, who)
    assert caught.value.why is why
    assert [path.name for path in folder.iterdir()] == ["asked"]


def test_r39_an_index_that_a_stranger_signed_is_refused(
    server: Server, folder: Path, who: Signer, whole: bytes, tmp_path: Path
) -> None:
    server.routes["/latest.json"] = Reply(body=envelope(signer(tmp_path, "stranger"), whole))
    with pytest.raises(Unusable, match="signature"):
        looked(server, folder, who)


def test_r39_a_line_that_breaks_costs_only_the_rest(server: Server, folder: Path, who: Signer, whole: bytes) -> None:
    half = len(whole) // 2
    server.routes[PATH] = cut_reply(whole[:half], len(whole))
    with pytest.raises(SyncError):
        fetched(server, folder, who)
    server.routes[PATH] = lambda asked: Reply(status=206, body=whole[int(asked.headers["range"][6:-1]) :])
    assert fetched(server, folder, who).read_bytes() == whole
    assert server.requests[-1].headers["range"] == f"bytes={half}-"


def test_r39_a_server_that_cannot_go_on_sends_it_anew(server: Server, folder: Path, who: Signer, whole: bytes) -> None:
    (folder / f"{PATH[1:]}{PART}").write_bytes(b"rubbish")
    assert fetched(server, folder, who).read_bytes() == whole


@pytest.mark.parametrize("spoilt", [b"rubbish", b""])
def test_r39_a_bundle_with_another_hash_is_thrown_away(
    server: Server, folder: Path, who: Signer, whole: bytes, spoilt: bytes
) -> None:
    server.routes[PATH] = Reply(body=(spoilt + whole)[: len(whole) - (0 if spoilt else 1)])
    with pytest.raises(Unusable, match="changed"):
        fetched(server, folder, who)
    assert sorted(path.name for path in folder.iterdir()) == ["asked", "index.json"]


def test_r39_more_than_was_announced_is_cut_off_and_thrown_away(
    server: Server, folder: Path, who: Signer, whole: bytes
) -> None:
    server.routes[PATH] = Reply(body=whole + b"x" * 1_000_000)
    with pytest.raises(Unusable, match="too_large"):
        fetched(server, folder, who)
    assert sorted(path.name for path in folder.iterdir()) == ["asked", "index.json"]


@pytest.mark.parametrize("place", [{"bytes": 0}, {"bytes": 1 << 40}, {"arch": "riscv64"}, {"sha256": "../x"}])
def test_r39_an_index_without_a_bundle_for_this_computer_is_told(
    server: Server, folder: Path, who: Signer, whole: bytes, place: dict[str, object]
) -> None:
    server.routes["/latest.json"] = Reply(body=envelope(who, whole, place=place))
    with pytest.raises(Unusable) as caught:
        fetched(server, folder, who)
    assert caught.value.why in (Why.MACHINE, Why.TOO_LARGE)


def test_r39_redirects_are_followed_but_not_without_end(server: Server, folder: Path, who: Signer) -> None:
    server.routes["/old"] = redirect("/latest.json")
    assert look(server.url("/old"), folder, [who.public], FakeClock()).index.serial == 7
    server.routes["/round"] = redirect("/round")
    with pytest.raises(SyncError) as caught:
        look(server.url("/round"), folder, [who.public], FakeClock())
    assert caught.value.reason is Reason.REDIRECTS


def test_r39_the_open_net_is_asked_over_https_only(folder: Path, who: Signer) -> None:
    with pytest.raises(SyncError) as caught:
        look("http://192.0.2.1.example.org/latest.json", folder, [who.public], FakeClock())
    assert caught.value.reason is Reason.UNENCRYPTED


def test_r39_without_a_server_the_reason_is_told(server: Server, folder: Path, who: Signer) -> None:
    server.stop()
    with pytest.raises(SyncError) as caught:
        looked(server, folder, who)
    assert caught.value.reason is Reason.REFUSED


def test_r39_by_itself_the_net_is_asked_once_a_week(server: Server, folder: Path, who: Signer) -> None:
    clock = FakeClock()
    assert due(folder, clock.now())
    look(server.url("/latest.json"), folder, [who.public], clock)
    assert not due(folder, clock.now())
    assert due(folder, clock.now() + WEEK)
    assert due(folder, clock.now() - WEEK), "the clock was wrong"
    for told in (b"", b"yesterday", b"\xff", b"2026-11-20T09:00:00"):
        (folder / ASKED).write_bytes(told)
        assert due(folder, clock.now())
