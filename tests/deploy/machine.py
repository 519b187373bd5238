"""A computer of 64-bit ARM, emulated by QEMU, that starts from a card: what its glass shows and what keys do."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BOOT_AT = 8192 * 512
"""Bytes before the boot partition (layout.sfdisk)."""
MEMORY_MB = 1024
"""The smallest Pi that the image is meant for, beside the Zero 2."""
SHELL = "console=ttyAMA0 systemd.debug_shell=ttyAMA0"
"""A shell for the test's own questions, on a serial line that no Pi's command line here names."""
PROMPT = b"READY# "


class Guest:
    """One powered machine; `folder` keeps what it needs, `glass` is its size in pixels."""

    def __init__(self, card: Path, folder: Path, *, glass: tuple[int, int] = (800, 480)) -> None:
        self._folder, self._qmp_path, self._serial_path = folder, folder / "qmp", folder / "serial"
        for path in (self._qmp_path, self._serial_path):
            path.unlink(missing_ok=True)
        self._process = subprocess.Popen(self._command(card, glass), stdin=subprocess.DEVNULL)
        self._serial = _connected(self._serial_path)
        self._qmp = _connected(self._qmp_path)
        self._answers = self._qmp.makefile("r", encoding="utf-8")
        self._answers.readline()
        self.ask("qmp_capabilities")
        self.said = b""

    def _command(self, card: Path, glass: tuple[int, int]) -> list[str]:
        line = _out_of(card, "cmdline.txt", self._folder).read_text("ascii").strip()
        words = [word for word in line.split() if word not in ("quiet", "loglevel=3")]
        parts = [
            *(
                "-M",
                "virt",
                "-cpu",
                "cortex-a72",
                "-smp",
                "2",
                "-m",
                str(MEMORY_MB),
                "-nic",
                "none",
                "-display",
                "none",
            ),
            *("-kernel", str(_out_of(card, "vmlinuz", self._folder))),
            *("-initrd", str(_out_of(card, "initrd.img", self._folder))),
            *("-append", " ".join([*words, SHELL])),
            *("-drive", f"if=none,id=card,format=raw,file={card}"),
            *("-device", "sdhci-pci", "-device", "sd-card,drive=card"),
            *("-device", f"virtio-gpu-pci,xres={glass[0]},yres={glass[1]}", "-device", "virtio-rng-pci"),
            *("-device", "virtio-keyboard-pci", "-device", "virtio-tablet-pci"),
            *("-chardev", f"socket,id=serial,path={self._serial_path},server=on,wait=off"),
            *("-serial", "chardev:serial", "-qmp", f"unix:{self._qmp_path},server=on,wait=off"),
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

    def tap(self, x: float, y: float) -> None:
        """Touch a point, given as fractions of the glass."""
        at = [
            {"type": "abs", "data": {"axis": axis, "value": round(part * 0x7FFF)}}
            for axis, part in (("x", x), ("y", y))
        ]
        for down in (True, False):
            self.ask("input-send-event", events=[*at, {"type": "btn", "data": {"button": "left", "down": down}}])
            time.sleep(0.2)

    def hear(self, words: bytes, *, within_s: float) -> bytes:
        """What the serial line says up to these words; raises TimeoutError where it never says them."""
        ends = time.monotonic() + within_s
        while words not in self.said:
            self._serial.settimeout(max(0.1, ends - time.monotonic()))
            self.said += self._serial.recv(65536)
            if time.monotonic() > ends:
                raise TimeoutError(self.said[-2000:].decode("utf-8", "replace"))
        before, _, self.said = self.said.partition(words)
        return before

    def run(self, command: str, *, within_s: float = 120) -> str:
        """What a command of the guest's own prints, with `exit CODE` as its last line."""
        mark = f"done-{time.monotonic_ns()}"
        self._serial.sendall(f"\n{{ {command}\n}} 2>&1; printf 'exit %s %s\\n' $? '{mark[:5]}''{mark[5:]}'\n".encode())
        told = self.hear(mark.encode(), within_s=within_s).decode("utf-8", "replace").replace("\r", "")
        return told.rpartition(f"'{mark[:5]}''{mark[5:]}'\n")[2].strip()

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
