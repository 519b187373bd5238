"""A made-up Raspberry Pi as the self-check sees it: files under a root of its own, each of which a test may spoil."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.check.readings.machine import Machine
from sync.backup.log import BackupLog, Copy

CARD_BYTES = 32_000_000_000
ROOM = os.statvfs_result((4096, 4096, 7_000_000, 6_000_000, 6_000_000, 2_000_000, 1_900_000, 1_900_000, 0, 255))
"""28.7 GB, of which 24.6 are free."""
MOUNT = "36 25 179:3 / {data} rw,noatime - ext4 /dev/mmcblk0p3 {options}"
ROUTE = "Iface\tDestination\tGateway\tFlags\n{lines}"
DEFAULT = "eth0\t00000000\t010200C0\t0003\n"


class Pi:
    """Healthy until a test writes something else."""

    def __init__(self, folder: Path, data: Path | None = None) -> None:
        self.root, self.data = folder / "root", data or folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.room = ROOM
        self.disk = "sys/devices/mmc0/block/mmcblk0"
        self._network()
        self._card()
        self.write("sys/class/thermal/thermal_zone0/type", "cpu-thermal")
        self.write("sys/class/thermal/thermal_zone0/temp", "51234")
        self.write("sys/class/hwmon/hwmon0/name", "cpu_thermal")
        self.write("sys/class/hwmon/hwmon1/name", "rpi_volt")
        self.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0")

    def write(self, name: str, text: str) -> None:
        """Put a file there, as the kernel would: with a line end."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n")

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    @property
    def machine(self) -> Machine:
        return Machine(self.data, self.root, lambda _folder: self.room)

    def backed_up(self, at: datetime, *, stick: str = "a", good: bool = True) -> None:
        """One line in the log of the backups."""
        copy = Copy(at=at, trust="ntp", stick="Stick", stick_id=stick, file="x.age", good=good)
        BackupLog(self.data).add(copy)

    def backed_up_twice(self, now: datetime) -> None:
        """As it should be: last night, and a week ago on the other stick."""
        self.backed_up(now - timedelta(days=7), stick="b")
        self.backed_up(now - timedelta(hours=9))

    def unplug(self) -> None:
        self.write("sys/class/net/eth0/carrier", "0")

    def on_wifi(self) -> None:
        self.unplug()
        self.write("sys/class/net/wlan0/carrier", "1")

    def unrouted(self) -> None:
        self.write("proc/net/route", ROUTE.format(lines=""))

    def mounted(self, options: str) -> None:
        before = "25 1 179:2 / / rw,noatime - ext4 /dev/mmcblk0p2 rw"
        self.write("proc/self/mountinfo", f"{before}\n{MOUNT.format(data=self.data, options=options)}")

    def with_room(self, free: int, files: int = 1_900_000) -> None:
        blocks = free // 4096
        self.room = os.statvfs_result((4096, 4096, 7_000_000, blocks, blocks, 2_000_000, files, files, 0, 255))

    def written(self, sectors: int) -> None:
        """What the kernel counted since the start, in the seventh place."""
        self.write(f"{self.disk}/stat", f"9 9 9 9 9 9 {sectors} 9 0 0 0")

    def _network(self) -> None:
        for name, kind, carrier in (("lo", 772, 1), ("eth0", 1, 1), ("wlan0", 1, 0)):
            self.write(f"sys/class/net/{name}/type", str(kind))
            self.write(f"sys/class/net/{name}/carrier", str(carrier))
        (self.root / "sys/class/net/wlan0/wireless").mkdir()
        self.write("proc/net/route", ROUTE.format(lines=DEFAULT))

    def _card(self) -> None:
        self.mounted("rw,errors=remount-ro")
        self.write(f"{self.disk}/size", str(CARD_BYTES // 512))
        self.write(f"{self.disk}/device/cid", "035344534333324780a1b2c3d4015b00")
        self.write(f"{self.disk}/mmcblk0p3/partition", "3")
        self.written(200_000)
        links = self.root / "sys/dev/block"
        links.mkdir(parents=True)
        (links / "179:3").symlink_to("../../devices/mmc0/block/mmcblk0/mmcblk0p3")
        self.write("sys/fs/ext4/mmcblk0p3/errors_count", "0")
