"""What an update that was cut off leaves: no copy of the ledger, and no bundle that fills the card."""

from pathlib import Path

from sync.update.installed import sweep


def test_r39_the_next_start_clears_the_copy_of_the_ledger_and_keeps_what_the_net_brought(tmp_path: Path) -> None:
    for name in ("rehearsal/members.db", "kiosk-0.2.0-aarch64.kioskupdate", "kiosk-0.3.0-aarch64.kioskupdate.copy"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    kept = {"kiosk-0.4.0-aarch64.kioskupdate.part", "index.json", "before.json", "ended.json", "asked"}
    for name in kept:
        (tmp_path / name).write_bytes(b"x")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == kept
    sweep(tmp_path / "nowhere")
