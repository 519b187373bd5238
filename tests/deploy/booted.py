"""Debian 13 with its real systemd as the first process, in a tree and in namespaces of its own: no network, no devices.

Units run there with all their hardening. The tree itself is never changed: an overlay in memory takes what is written.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.deploy.tree import PI, TREE

STEWARD_TREE = TREE.with_name("steward")
"""Debian 13 with what the steward gives orders to, of these tests' own; made at the first time, in two minutes."""
PACKAGES = "dbus,iproute2,network-manager,openssh-server,python3,systemd"
LIMIT_S = 600
START = """
set -eu
tree=$1 upper=$2 pi=$3
ip link set lo up
mount -t tmpfs tmpfs "$upper"; mkdir "$upper/up" "$upper/work" "$upper/root"; root=$upper/root
mount -t overlay overlay -o "lowerdir=$tree,upperdir=$upper/up,workdir=$upper/work" "$root"
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"; mount -t sysfs sysfs "$root/sys"; mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"; mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm" "$root/dev/mqueue" "$root/dev/hugepages"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"; ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for node in null zero full random urandom tty; do
  touch "$root/dev/$node"; mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir -p "$root/usr/lib/kiosk"
cp -r "$pi/steward" "$pi/ssh" "$root/usr/lib/kiosk/"
cp "$pi"/units/* "$root/etc/systemd/system/"
cp "$pi"/etc/tmpfiles.d/*.conf "$root/etc/tmpfiles.d/"
mount --make-rshared "$root"  # as systemd does it where it is not told that it runs in a container
exec chroot "$root" env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin /usr/lib/systemd/systemd --system
"""


class Booted:
    """A running system; `run` carries out a script in it as root."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.root = Path(f"/proc/{first}/root")
        """Its files."""

    def run(self, script: str, limit_s: float = 60) -> subprocess.CompletedProcess[str]:
        """What a shell script prints and ends with; its errors stand among what it prints."""
        inside = ["nsenter", f"--target={self._first}", "--mount", "--pid", "--net", "--cgroup", "--root", "--wd"]
        shell = [
            "env",
            "-i",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL=C.UTF-8",
            "HOME=/root",
            "bash",
            "-euc",
            script,
        ]
        limited = ["timeout", "-k", "5", str(limit_s)]
        return subprocess.run(
            [*limited, *inside, *shell],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def need_steward_tree() -> Path:
    """The tree, made where there is none; skips where nobody may."""
    if os.geteuid() or not all(map(shutil.which, ("mmdebstrap", "unshare", "nsenter", "ip"))):
        pytest.skip("a tree of Debian 13 needs root, mmdebstrap, unshare, nsenter and ip")
    if not (STEWARD_TREE / "usr/sbin/NetworkManager").exists():
        shutil.rmtree(STEWARD_TREE, ignore_errors=True)
        words = ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={PACKAGES}", "trixie"]
        subprocess.run([*words, str(STEWARD_TREE), "http://deb.debian.org/debian"], check=True, timeout=900)
    return STEWARD_TREE


@contextmanager
def booted(folder: Path) -> Iterator[Booted]:
    """The system, up; it ends with the block, and after ten minutes whatever happens."""
    spaces = ["--mount", "--pid", "--net", "--cgroup", "--ipc", "--uts", "--propagation", "private"]
    unshare = ["unshare", *spaces, "--fork", "--kill-child", "sh", "-c", START, "start"]
    words = ["timeout", "-k", "5", str(LIMIT_S), *unshare, str(need_steward_tree()), str(folder), str(PI)]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True) as started:
        try:
            yield _up(started.pid)
        finally:
            for process in _children(started.pid):  # unshare's own death takes all of the namespaces with it
                os.kill(process, 9)
            started.kill()


def _up(started: int) -> Booted:
    """Once systemd answers; skips where this kernel does not let it run."""
    for _ in range(300):
        first = next((child for above in _children(started) for child in _children(above)), None)
        if first and Path(f"/proc/{first}/comm").read_text().strip() == "systemd":
            system = Booted(first)
            if system.run("systemctl is-system-running").stdout.strip() in ("running", "degraded"):
                return system
        time.sleep(0.1)
    pytest.skip("systemd does not start in namespaces here")


def _children(process: int) -> list[int]:
    """By the fourth field of each process's stat (proc_pid_stat(5)), for not every kernel keeps a list."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(") ")[2].split()[1]) == process:
                found.append(int(stat.parent.name))
    return found
