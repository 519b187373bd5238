"""What stands in a backup is compared byte by byte, and nothing in it can get anywhere else."""

import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from pyrage.x25519 import Identity

from sync.backup.age_file import seal
from sync.backup.archive import FORMAT, Manifest, pack, unpack
from sync.backup.errors import NotGood, NotRestored, Why
from sync.backup.read_back import read_back
from tests.sync.clocks import FakeClock

ABOUT = Manifest(program="1", terminal="QK1", at=datetime(2026, 11, 22, tzinfo=UTC), trust="ntp", files={})


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    (tmp_path / "staff").write_bytes(b"s" * 700)
    pack(ABOUT, {"staff.json": tmp_path / "staff"}, tmp_path / "backup.tar")
    (tmp_path / "to").mkdir()
    return tmp_path / "backup.tar"


def refused(archive: Path) -> Why:
    with pytest.raises(NotRestored) as told:
        unpack(archive, archive.with_name("to"))
    return told.value.why


def test_a_file_that_is_not_what_the_manifest_says_is_spoiled(packed: Path) -> None:
    packed.write_bytes(packed.read_bytes().replace(b"sss", b"srs", 1))
    assert refused(packed) is Why.SPOILED


def test_r37_what_was_read_back_is_compared_to_what_was_to_be_written(packed: Path, tmp_path: Path) -> None:
    key, path = Identity.generate(), tmp_path / "x.kioskbackup"
    with packed.open("rb") as source, path.open("wb") as to:
        seal(source, to, [key.to_public()])
    read_back(path, packed, key, tmp_path / "to", None, None, FakeClock())
    for other in (packed.read_bytes()[:-1], packed.read_bytes() + b"x", b"x" + packed.read_bytes()[1:]):
        (tmp_path / "other").write_bytes(other)
        with pytest.raises(NotGood) as told:
            read_back(path, tmp_path / "other", key, tmp_path / "to", None, None, FakeClock())
        assert told.value.why is Why.DIFFERENT


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "secrets/../../evil", "members.mark", "letters/a/b", "x"])
def test_a_name_that_leads_elsewhere_is_no_backup(tmp_path: Path, name: str) -> None:
    told = msgspec.json.encode(msgspec.structs.replace(ABOUT, files={name: "0" * 64}))
    _written(tmp_path / "backup.tar", told, name)
    (tmp_path / "to").mkdir()
    assert refused(tmp_path / "backup.tar") is Why.NO_BACKUP
    assert list((tmp_path / "to").iterdir()) == []


def test_a_later_format_is_named(tmp_path: Path) -> None:
    _written(tmp_path / "backup.tar", msgspec.json.encode({"format": FORMAT + 1, "new": True}), "x")
    assert refused(tmp_path / "backup.tar") is Why.TOO_NEW


@pytest.mark.parametrize("raw", [b"", b"no tar at all" * 100])
def test_what_is_no_archive_is_spoiled(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "backup.tar").write_bytes(raw)
    assert refused(tmp_path / "backup.tar") in (Why.SPOILED, Why.NO_BACKUP)


def _written(path: Path, manifest: bytes, name: str) -> None:
    with tarfile.open(path, "w") as tar:
        for entry, content in (("manifest.json", manifest), (name, b"evil")):
            about = tarfile.TarInfo(entry)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
