"""A computer of 64-bit ARM, emulated by QEMU, that starts from a card: what its glass shows and what keys do."""

import base64
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

BOOT_AT = 8192 * 512
"""Bytes before the boot partition (layout.sfdisk)."""
MEMORY_MB = 1024
"""The smallest Pi that the image is meant for, beside the Zero 2."""
ASKED = "console=ttyAMA0 systemd.debug_shell=hvc0 systemd.show_status=true"
"""Added to the card's own command line: a log, and a shell for the test's questions, on lines that no Pi has."""
PACE = ("-icount", "shift=0", "-smp", "1")
"""The guest's clock counts its instructions, one a nanosecond: as if on one core of a Pi (of four), however busy the
computer is that emulates it, so its limits of seconds hold. While it waits, its clock is the computer's."""


class Guest:
    """One powered machine; `folder` keeps what it needs, `glass` is its size in pixels."""

    def __init__(self, card: Path, folder: Path, *, glass: tuple[int, int] = (800, 480)) -> None:
        self._said, self._asked = b"", 0
        self._folder, self._qmp_path, self._serial_path = folder, folder / "qmp", folder / "serial"
        for path in (self._qmp_path, self._serial_path):
            path.unlink(missing_ok=True)
        self._process = subprocess.Popen(self._command(card, glass), stdin=subprocess.DEVNULL)
        self._serial = _connected(self._serial_path)
        self._qmp = _connected(self._qmp_path)
        self._answers = self._qmp.makefile("r", encoding="utf-8")
        self._answers.readline()
        self.ask("qmp_capabilities")

    def _command(self, card: Path, glass: tuple[int, int]) -> list[str]:
        line = _out_of(card, "cmdline.txt", self._folder).read_text("ascii").strip()
        words = [word for word in line.split() if word not in ("quiet", "loglevel=3")]
        parts = [
            *("-M", "virt", "-cpu", "cortex-a72", *PACE, "-m", str(MEMORY_MB), "-nic", "none", "-display", "none"),
            *("-kernel", str(_out_of(card, "vmlinuz", self._folder))),
            *("-initrd", str(_out_of(card, "initrd.img", self._folder))),
            *("-append", " ".join([*words, ASKED])),
            *("-drive", f"if=none,id=card,format=raw,file={card}"),
            *("-device", "sdhci-pci", "-device", "sd-card,drive=card"),
            *("-device", f"virtio-gpu-pci,xres={glass[0]},yres={glass[1]}", "-device", "virtio-rng-pci"),
            *("-device", "virtio-keyboard-pci"),
            *("-chardev", f"socket,id=shell,path={self._serial_path},server=on,wait=off"),
            *("-device", "virtio-serial-pci", "-device", "virtconsole,chardev=shell"),
            *("-serial", f"file:{self._folder / 'console.log'}"),
            *("-qmp", f"unix:{self._qmp_path},server=on,wait=off"),
        ]
        return ["qemu-system-aarch64", *parts]

    def ask(self, command: str, **arguments: Any) -> Any:
        """What QEMU answers to a command of its machine protocol; raises RuntimeError where it refuses."""
        self._qmp.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        while True:
            answer = json.loads(self._answers.readline())
            if "error" in answer:
                raise RuntimeError(answer["error"]["desc"])
            if "return" in answer:
                return answer["return"]

    def picture(self, path: Path) -> Path:
        """What the glass shows now, as PNG."""
        self.ask("screendump", filename=str(path), format="png")
        return path

    def press(self, *keys: str) -> None:
        """Hold these keys together for a tenth of a second; names are QEMU's (`ctrl`, `alt`, `f2`, `sysrq`)."""
        self.ask("send-key", keys=[{"type": "qcode", "data": key} for key in keys], **{"hold-time": 100})

    def plug_in_a_panel(self) -> None:
        """Give the guest a touch panel (finger.py), beside the keyboard that it has."""
        program = base64.b64encode(Path(__file__).with_name("finger.py").read_bytes()).decode()
        self.run(f"echo {program} | base64 -d >/run/finger.py; modprobe uinput; mkfifo /run/fingers")
        self.run("(python3 /run/finger.py /run/fingers >/run/finger.log 2>&1 &)")
        self.wait_for("grep -c Name=.Panel /proc/bus/input/devices", "1", within_s=300)
        self.run("udevadm settle; sleep 2")

    def tap(self, x: int, y: int) -> None:
        """Put a finger on the glass for a tenth of a second; from the left and the top, in thousandths."""
        self.run(f"echo {x} {y} >/run/fingers")

    def hear(self, words: bytes, *, within_s: float) -> bytes:
        """What the shell's line says up to these words; raises TimeoutError where it never says them."""
        ends = time.monotonic() + within_s
        while words not in self._said:
            if time.monotonic() > ends:
                raise TimeoutError(f"{words!r} was never said, but: {self._said[-2000:]!r}")
            self._serial.settimeout(1)
            with suppress(TimeoutError):
                self._said += self._serial.recv(65536)
        before, _, self._said = self._said.partition(words)
        return before

    def open_shell(self, *, within_s: float) -> None:
        """Wait for the test's shell, and take prompts and echoes from it."""
        self.hear(b"# ", within_s=within_s)
        self._serial.sendall(b"stty -echo; exec cat | sh\n")
        self.run("true", within_s=60)

    def run(self, command: str, *, within_s: float = 120) -> str:
        """What a command of the guest's own prints, without blanks at both ends."""
        self._asked += 1
        self._serial.sendall(f"{{ {command}\n}} 2>&1; echo; echo said-$(({self._asked} + 1000))-all\n".encode())
        told = self.hear(f"said-{self._asked + 1000}-all".encode(), within_s=within_s)
        return told.decode("utf-8", "replace").replace("\r", "").strip()

    def wait_for(self, command: str, answer: str, *, within_s: float) -> None:
        """Ask every few seconds, until a command prints this; raises TimeoutError with what it printed instead."""
        ends = time.monotonic() + within_s
        while (told := self.run(command, within_s=within_s)) != answer:
            if time.monotonic() > ends:
                raise TimeoutError(f"{command}: {told!r}")
            time.sleep(3)

    def cut_power(self) -> None:
        """As when the plug is pulled."""
        self._process.kill()
        self._process.wait(30)
        for end in (self._serial, self._qmp):
            end.close()


@contextmanager
def powered(card: Path, folder: Path, *, glass: tuple[int, int] = (800, 480)) -> Iterator[Guest]:
    """A guest that is switched off in the end, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    guest = Guest(card, folder, glass=glass)
    try:
        yield guest
    finally:
        guest.cut_power()


def card_of(image: Path, path: Path, *, size: int = 4 << 30) -> Path:
    """A card with the image on it; QEMU, like the standard, knows only cards whose size is a power of two."""
    subprocess.run(["cp", "--sparse=always", "--reflink=auto", str(image), str(path)], check=True)
    with path.open("r+b") as file:
        file.truncate(size)
    return path


def _out_of(card: Path, name: str, folder: Path) -> Path:
    """A file of the boot partition, as the Pi's firmware reads it."""
    mcopy = shutil.which("mcopy") or "mcopy"
    subprocess.run([mcopy, "-o", "-i", f"{card}@@{BOOT_AT}", f"::{name}", str(folder / name)], check=True)
    return folder / name


def _connected(path: Path) -> socket.socket:
    ends = time.monotonic() + 30
    while True:
        end = socket.socket(socket.AF_UNIX)
        try:
            end.connect(str(path))
        except OSError:
            end.close()
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
        else:
            return end
