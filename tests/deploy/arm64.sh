#!/usr/bin/env bash
# A system for a Raspberry Pi as a folder: Debian 13 for 64-bit ARM with the packages that install.sh wants.
#   arm64.sh make FOLDER        make it (Debian: mmdebstrap, qemu-user-static; as root, with a network; 10 minutes, 1 GB)
#   arm64.sh run FOLDER SHARED COMMAND ...
#                               run a command in it, without a network: this checkout is /srv/kiosk, the folder SHARED is
#                               /shared. Everything that was mounted and started goes with the command.
set -euo pipefail
cmd=${1:?make|run}; FOLDER=${2:?FOLDER}
here=$(cd "$(dirname "$0")" && pwd); checkout=$(cd "$here/../.." && pwd)
PATH=$PATH:/usr/sbin
packages=$(grep -v '^#' "$checkout/deploy/raspberrypi/packages" | paste -sd,)
# A fresh Raspberry Pi OS has these anyway.
packages=$packages,systemd,systemd-sysv,login,passwd,procps,ncurses-base

case $cmd in
make)
  if [ -f "$FOLDER.made-from" ] && [ "$(cat "$FOLDER.made-from")" = "$packages" ]; then exit 0; fi
  rm -rf "$FOLDER" "$FOLDER.made-from"
  mmdebstrap --quiet --mode=root --architectures=arm64 --variant=minbase --include="$packages" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    trixie "$FOLDER" http://deb.debian.org/debian
  echo "$packages" >"$FOLDER.made-from" ;;
run)
  SHARED=${3:?SHARED}; shift 3
  # shellcheck disable=SC2016 # the words are those of the inner shell
  exec unshare --mount --pid --net --fork --kill-child bash -c '
    set -euo pipefail; tree=$1 checkout=$2 shared=$3; shift 3
    mkdir -p "$tree/srv/kiosk" "$tree/shared"
    mount --make-rprivate /
    mount --bind -o ro "$checkout" "$tree/srv/kiosk"; mount -o remount,bind,ro "$tree/srv/kiosk"
    mount --bind "$shared" "$tree/shared"
    mount -t proc proc "$tree/proc"; mount -t tmpfs tmpfs "$tree/tmp"; mount -t tmpfs tmpfs "$tree/run"
    mount -t tmpfs tmpfs "$tree/dev"; mkdir "$tree/dev/pts" "$tree/dev/shm"; mount -t tmpfs tmpfs "$tree/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$tree/dev/pts"; ln -s pts/ptmx "$tree/dev/ptmx"
    for node in null zero random urandom tty; do touch "$tree/dev/$node"; mount --bind "/dev/$node" "$tree/dev/$node"; done
    ln -s /proc/self/fd "$tree/dev/fd"
    exec chroot "$tree" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LANG=C.UTF-8 TERM=xterm-256color COLORTERM=truecolor "$@"
  ' run "$FOLDER" "$checkout" "$SHARED" "$@" ;;
*) echo "make or run" >&2; exit 2 ;;
esac
