#!/usr/bin/env bash
# The terminal's real stack as it stands on the device: a tree of Debian 13 with cage, foot and Python 3.13 of its own.
#   trixie.sh install FOLDER          make the tree (Debian: mmdebstrap; as root; 2 minutes, 0.7 GB)
#   trixie.sh run FOLDER SHARED COMMAND ...
#                                     run a command in it: this checkout is /srv/kiosk, read-only, the folder SHARED is /shared
# Everything that was mounted and started goes with the command.
set -euo pipefail
cmd=${1:?install|run}; FOLDER=${2:?FOLDER}
here=$(cd "$(dirname "$0")" && pwd); checkout=$(cd "$here/../.." && pwd)
PATH=$PATH:/usr/sbin
PACKAGES=cage,foot,foot-terminfo,wlr-randr,grim,wtype,python3,python3-venv,fonts-dejavu-core,ca-certificates,xkb-data

# `--kill-child` ends what is left when the caller ends; proc is that of the new PID namespace.
inside() {
  exec unshare --mount --pid --fork --kill-child bash -c '
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
    exec chroot "$tree" /usr/bin/env -i PATH=/opt/kiosk/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/tmp LANG=C.UTF-8 \
      XDG_RUNTIME_DIR=/run PYTHONPATH=/srv/kiosk PYTHONPYCACHEPREFIX=/opt/pyc "$@"
  ' inside "$FOLDER" "$checkout" "$@"
}

case $cmd in
install)
  if [ ! -x "$FOLDER/usr/bin/cage" ]; then
    rm -rf "$FOLDER"
    mmdebstrap --quiet --mode=root --variant=minbase --include="$PACKAGES" --aptopt='APT::Install-Recommends "false"' \
      --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
      trixie "$FOLDER" http://deb.debian.org/debian
  fi
  FOLDER=$(cd "$FOLDER" && pwd)
  [ -x "$FOLDER/opt/kiosk/bin/kiosk" ] && cmp -s "$checkout/requirements.lock" "$FOLDER/opt/kiosk/made-from" && exit 0
  cp /etc/resolv.conf "$FOLDER/etc/resolv.conf"
  cp "${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}" "$FOLDER/opt/ca.pem"
  inside "$FOLDER/opt" bash -euc 'python3 -m venv --clear /opt/kiosk
    /opt/kiosk/bin/pip install --cert /opt/ca.pem --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r /srv/kiosk/requirements.lock
    /opt/kiosk/bin/pip install --quiet --disable-pip-version-check --no-index --no-build-isolation --no-deps --editable /srv/kiosk
    cp /srv/kiosk/requirements.lock /opt/kiosk/made-from' ;;
run)
  [ -f "$FOLDER/opt/kiosk/made-from" ] || { echo "no tree in $FOLDER: $0 install $FOLDER" >&2; exit 3; }
  FOLDER=$(cd "$FOLDER" && pwd); SHARED=$(cd "${3:?SHARED}" && pwd); shift 3
  inside "$SHARED" "$@" ;;
*) echo "install or run" >&2; exit 2 ;;
esac
