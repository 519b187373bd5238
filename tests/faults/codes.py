"""Every code of every slip, read from what a simulated printer printed: undisturbed, and when the roll ends in it."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec

from printing.payloads import content
from printing.slip import QR, Slip
from tests.faults.emulator import Emulator, EmulatorNursery, free_ports
from tests.faults.relay import Cable, Plan
from tests.faults.street import job_of
from tests.faults.tcp_relay import TcpRelay
from tests.faults.trial import Corner, honest
from tests.kiosk.every_slip import every_slip
from tests.printing.golden_pictures import demo_house


class Read(msgspec.Struct, frozen=True):
    """The codes of one slip, once printed."""

    slip: str
    fault: str
    codes: int
    unread: tuple[str, ...]


def codes(folder: Path) -> Iterator[Read]:
    """Each slip with a code twice."""
    (folder / "demo").mkdir(parents=True)
    with ExitStack() as stack:
        emulator = stack.enter_context(Emulator(stack.enter_context(EmulatorNursery()), folder / "printer"))
        relay = stack.enter_context(TcpRelay(free_ports()[0], emulator.port))
        yield from _all(Corner(emulator, relay), folder)


def _all(corner: Corner, folder: Path) -> Iterator[Read]:
    for name, slip in every_slip(demo_house(folder / "demo")).items():
        if _payloads(slip):
            yield _read(corner, name, slip, None)
            yield _read(corner, name, slip, Plan(len(job_of(slip)) // 2, lambda: _out(corner)))


def _out(corner: Corner) -> Cable:
    corner.emulator.fault("paper-out")
    return Cable.WHOLE


def _read(corner: Corner, name: str, slip: Slip, plan: Plan | None) -> Read:
    corner.emulator.tear_off()
    corner.cable.plan(plan)
    honest(corner.cable.device()).print(job_of(slip))
    corner.mend()
    corner.strips()
    seen = b"".join(_decoded(picture) for picture in corner.emulator.pictures())
    wanted = _payloads(slip)
    missed = tuple(text for text in wanted if text.encode() not in seen)
    return Read(name, "paper-out" if plan else "none", len(wanted), missed)


def _payloads(slip: Slip) -> list[str]:
    return [content(block.payload) for block in slip.blocks if isinstance(block, QR)]


def _decoded(picture: Path) -> bytes:
    call = ["zbarimg", "--nodbus", "-q", "--raw", "-Sbinary", str(picture)]
    return subprocess.run(call, capture_output=True, check=False, timeout=30).stdout
