"""PDFs are written whole or not at all, and never over what is no PDF."""

import os
import stat
from pathlib import Path

import pytest

from kiosk.saving import NoPdf, check_target, save

PDF = b"%PDF-1.7 neu"


def test_a_write_that_fails_leaves_the_older_pdf_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "blatt.pdf"
    target.write_bytes(b"%PDF-1.7 alt")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(target, PDF)
    assert target.read_bytes() == b"%PDF-1.7 alt"
    assert list(tmp_path.iterdir()) == [target]


def test_names_may_stand_in_it_so_only_this_user_may_read_it(tmp_path: Path) -> None:
    save(tmp_path / "blatt.pdf", PDF)
    assert stat.S_IMODE((tmp_path / "blatt.pdf").stat().st_mode) == 0o600


def test_what_a_link_points_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "blatt.pdf")
    save(tmp_path / "link.pdf", PDF)
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "blatt.pdf").read_bytes() == PDF


@pytest.mark.parametrize("content", [b"Liebe Erika", b"PK\x03\x04", b" %PDF-1.7"])
def test_something_else_of_that_name_stays(content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "blatt.pdf"
    target.write_bytes(content)
    with pytest.raises(NoPdf):
        save(target, PDF)
    assert target.read_bytes() == content


def test_an_empty_file_is_nobodys_loss(tmp_path: Path) -> None:
    target = tmp_path / "blatt.pdf"
    target.touch()
    save(target, PDF)
    assert target.read_bytes() == PDF


def test_devices_and_folders_are_no_place_for_a_pdf(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(NoPdf):
            check_target(target)
    with pytest.raises(IsADirectoryError):
        check_target(tmp_path)
    with pytest.raises(FileNotFoundError):
        check_target(tmp_path / "nirgends" / "blatt.pdf")
