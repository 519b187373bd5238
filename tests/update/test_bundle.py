"""A bundle is used only when every byte of it was signed by somebody whom the terminal trusts (R39)."""

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from sync.update import bundle as bundles
from sync.update import signing
from sync.update.bundle import MANIFEST, SIGNATURE, opened
from sync.update.manifest import Entry, LedgerForm, Manifest, check_fits, ordered
from sync.update.unpack import unpack
from sync.update.unusable import Unusable, Why
from tests.update.bundles import FILES, HERE, Signer, bundle, keys_in, manifest, raw, signer


@pytest.fixture
def who(tmp_path: Path) -> Signer:
    return signer(tmp_path)


def tried(path: Path, *keys: bytes) -> None:
    """Everything that is looked at before a file of it is used."""
    with opened(path, keys) as found:
        found.check()


def refused(path: Path, *keys: bytes) -> Why:
    with pytest.raises(Unusable) as caught:
        tried(path, *keys)
    return caught.value.why


def test_r39_a_good_bundle_is_unpacked_byte_for_byte(tmp_path: Path, who: Signer) -> None:
    path, folder = bundle(tmp_path / "good", who), tmp_path / "out"
    assert unpack(path, folder, [who.public], HERE, older=False) == "0.2.0"
    assert {f"wheels/{found.name}": found.read_bytes() for found in folder.iterdir()} == FILES


def test_r39_either_of_two_keys_counts_so_that_one_can_be_replaced(tmp_path: Path, who: Signer) -> None:
    other = signer(tmp_path, "next")
    for one in (who, other):
        tried(bundle(tmp_path / "either", one), who.public, other.public)


def test_r39_a_key_that_the_terminal_does_not_know_is_no_key(tmp_path: Path, who: Signer) -> None:
    path = bundle(tmp_path / "foreign", signer(tmp_path, "stranger"))
    assert refused(path, who.public) is Why.SIGNATURE
    assert refused(path) is Why.NO_KEY


def test_r39_what_was_signed_as_an_index_is_no_bundle(tmp_path: Path, who: Signer) -> None:
    told = msgspec.json.encode(manifest())
    signature = signing.sign(signing.INDEX, told, who.private)
    path = raw(tmp_path / "index", {MANIFEST: told, SIGNATURE: signature, **FILES})
    assert refused(path, who.public) is Why.SIGNATURE


def test_r39_no_changed_bit_anywhere_passes(tmp_path: Path, who: Signer) -> None:
    whole = bundle(tmp_path / "whole", who).read_bytes()
    path, chance = tmp_path / "changed", random.Random(39)
    folder, harmless = tmp_path / "out", 0
    folder.mkdir()
    for at in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[at] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            tried(path, who.public)
        except Unusable:
            continue
        unpack(path, folder / str(at), [who.public], HERE, older=False)
        assert {f"wheels/{found.name}": found.read_bytes() for found in (folder / str(at)).iterdir()} == FILES
        harmless += 1
    assert harmless < len(whole) / 3 * 0.5, "more than the zip's own dates and marks"


def test_r39_a_bundle_that_was_cut_off_at_any_place_is_none(tmp_path: Path, who: Signer) -> None:
    whole, path = bundle(tmp_path / "whole", who).read_bytes(), tmp_path / "cut"
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert refused(path, who.public) is Why.NO_BUNDLE


WHEEL = "wheels/httpx-0.28.1-py3-none-any.whl"


def without(*names: str) -> dict[str, bytes]:
    return {name: content for name, content in FILES.items() if name not in names}


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (FILES | {WHEEL: b"anothes"}, Why.CHANGED),
        (FILES | {WHEEL: b"another, longer"}, Why.CHANGED),
        (without(WHEEL), Why.MISSING),
        (FILES | {"wheels/extra-1-py3-none-any.whl": b"x"}, Why.EXTRA),
        (FILES | {"wheels/../../../etc/passwd": b"x"}, Why.HOSTILE),
        (FILES | {"/etc/passwd": b"x"}, Why.HOSTILE),
        (FILES | {"wheels/sub/x-1-py3-none-any.whl": b"x"}, Why.HOSTILE),
        (FILES | {"wheels/x.sh": b"x"}, Why.HOSTILE),
        (FILES | {"wheels/": b""}, Why.HOSTILE),
        (FILES | {"wheels/-x-1-py3-none-any.whl": b"x"}, Why.HOSTILE),
        (FILES | {f"wheels/a{n}-1-py3-none-any.whl": b"" for n in range(300)}, Why.TOO_LARGE),
    ],
)
def test_r39_what_was_not_signed_or_is_missing_is_refused(
    tmp_path: Path, who: Signer, files: dict[str, bytes], why: Why
) -> None:
    assert refused(bundle(tmp_path / "bad", who, files=files), who.public) is why


def test_r39_compressed_repeated_and_linked_entries_are_refused(tmp_path: Path, who: Signer) -> None:
    def spoiled(spoil: Callable[[zipfile.ZipFile], None]) -> Why:
        path = bundle(tmp_path / "spoiled", who)
        with zipfile.ZipFile(path, "a") as archive:
            spoil(archive)
        return refused(path, who.public)

    bomb, link = zipfile.ZipInfo("wheels/bomb-1-py3-none-any.whl"), zipfile.ZipInfo("wheels/l-1-py3-none-any.whl")
    link.external_attr = 0o120777 << 16
    assert spoiled(lambda archive: archive.writestr(bomb, bytes(50_000_000), zipfile.ZIP_DEFLATED)) is Why.TOO_LARGE
    assert spoiled(lambda archive: archive.writestr(bomb, bytes(50), zipfile.ZIP_DEFLATED)) is Why.HOSTILE
    assert spoiled(lambda archive: archive.writestr(link, b"/etc/passwd")) is Why.HOSTILE
    with pytest.warns(UserWarning, match="Duplicate"):
        assert spoiled(lambda archive: archive.writestr(WHEEL, b"another")) is Why.HOSTILE


def test_r39_a_file_that_is_larger_than_any_bundle_is_not_even_read(
    tmp_path: Path, who: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bundle(tmp_path / "large", who)
    monkeypatch.setattr(bundles, "BUNDLE_MOST", path.stat().st_size - 1)
    assert refused(path, who.public) is Why.TOO_LARGE


@pytest.mark.parametrize("content", [b"", b"PK", b"\x00" * 5000, b"PK\x05\x06" + b"\xff" * 18])
def test_r39_what_is_no_zip_is_no_bundle(tmp_path: Path, who: Signer, content: bytes) -> None:
    (tmp_path / "none").write_bytes(content)
    assert refused(tmp_path / "none", who.public) is Why.NO_BUNDLE


@pytest.mark.parametrize(
    "told",
    [
        manifest(format=2),
        manifest(version="0.2.0-rc1"),
        manifest(version="../0.2.0"),
        manifest(least="new"),
        replace(manifest(), files={"wheels/../x.whl": Entry("00", 1)}),
        replace(manifest(), files={WHEEL: Entry("00", -1), "wheels/requirements.txt": Entry("00", 1)}),
        manifest(without("wheels/requirements.txt")),
    ],
)
def test_r39_a_signed_manifest_of_another_form_is_refused(tmp_path: Path, who: Signer, told: Manifest) -> None:
    assert refused(bundle(tmp_path / "form", who, told), who.public) is Why.NO_BUNDLE


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (manifest(arch="x86_64"), Why.MACHINE),
        (manifest(python="cp314"), Why.PYTHON),
        (manifest(least="0.1.1"), Why.TOO_NEW),
        (manifest(version="0.1"), Why.SAME),
        (manifest(version="0.0.9"), Why.OLDER),
        (manifest(ledger=LedgerForm(5, 4)), Why.LEDGER),
    ],
)
def test_r39_what_does_not_fit_this_terminal_is_refused(tmp_path: Path, who: Signer, told: Manifest, why: Why) -> None:
    path = bundle(tmp_path / "unfit", who, told)
    with pytest.raises(Unusable) as caught:
        unpack(path, tmp_path / "out", [who.public], HERE, older=False)
    assert caught.value.why is why
    assert not (tmp_path / "out").exists()


def test_r39_an_older_version_comes_back_only_when_somebody_asks_and_the_ledger_fits() -> None:
    check_fits(manifest(version="0.0.9"), HERE, older=True)
    with pytest.raises(Unusable, match="ledger"):
        check_fits(manifest(version="0.0.9", ledger=LedgerForm(4, 4)), HERE, older=True)


def test_r39_a_version_that_adds_to_the_ledger_fits_as_long_as_the_present_one_can_go_on() -> None:
    check_fits(manifest(ledger=LedgerForm(4, 3)), HERE)


def test_versions_are_ordered_by_their_numbers() -> None:
    names = ["0.9", "0.10.0", "0.10.1", "1.0"]
    assert sorted(names, key=ordered) == names
    assert ordered("1.0") == ordered("1.0.0")


def test_r39_without_room_nothing_is_unpacked(tmp_path: Path, who: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    from sync.update import room

    monkeypatch.setattr(room, "SPARE", 1 << 62)
    monkeypatch.setattr(
        "sync.update.unpack.check_room", lambda folder, wanted: room.check_room(folder, wanted, 1 << 62)
    )
    with pytest.raises(Unusable, match="space"):
        unpack(bundle(tmp_path / "b", who), tmp_path / "out", [who.public], HERE, older=False)
    assert not (tmp_path / "out").exists()


def test_r39_only_keys_that_nobody_else_can_write_are_trusted(tmp_path: Path, who: Signer) -> None:
    keys = keys_in(tmp_path / "keys", one=who.pem, junk=b"no key", empty=b"")
    mine = os.getuid()
    assert signing.trusted([keys, tmp_path / "nowhere"], owner=mine) == [who.public]
    assert signing.trusted([keys], owner=mine + 1) == []
    (keys / "one.pub").chmod(0o666)
    assert signing.trusted([keys], owner=mine) == []
    (keys / "one.pub").chmod(0o644)
    keys.chmod(0o777)
    assert signing.trusted([keys], owner=mine) == []
