#!/usr/bin/env bash
# Make a kiosk of a fresh Raspberry Pi OS Lite (64 bit, Debian 13), or bring one up to date; again, it changes nothing.
#   sudo ./install.sh [--wheels DIR] [--keep-ssh]    DIR: wheels for a machine without a network (fetch_wheels.py)
#   sudo ./install.sh --uninstall [--purge [--yes]]  leaves settings and data, and --purge takes these too
# The program goes to /opt/kiosk, settings to /etc/kiosk, data to /var/lib/kiosk, scripts to /usr/lib/kiosk. Whatever is
# put or changed elsewhere is noted in /usr/lib/kiosk/installed, and taken back by --uninstall.
# In a tree without a running systemd units are enabled by link, and nothing is started.
# Exit codes: 0 done · 2 wrong use, or a machine that cannot be a kiosk (nothing was changed) · 3 a step failed.
set -Eeuo pipefail
umask 022
PATH=$PATH:/usr/sbin:/sbin
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC2034 # used by the parts
LIB=/usr/lib/kiosk OPT=/opt/kiosk SETTINGS=/etc/kiosk DATA=/var/lib/kiosk
NOTES=$LIB/installed

step() { printf '%s\n' "$*"; }
refuse() { printf '%s\n' "$*" >&2; exit 2; }
runs() { [ -d /run/systemd/system ]; }
note() { grep -qsxF -- "$*" "$NOTES" || printf '%s\n' "$*" >>"$NOTES"; }
noted() { sed -n "s/^$1 //p" "$NOTES" 2>/dev/null || true; }
trap 'echo "install.sh stopped at line $LINENO. Nothing is half written; call it again." >&2; exit 3' ERR

for part in checks steps undo; do
  # shellcheck source=/dev/null # install/checks.sh and its neighbours are looked at by themselves
  . "$here/install/$part.sh"
done

# shellcheck disable=SC2034 # used by the parts
wheels="" keep_ssh=no what=install purge=no yes=no
while [ $# -gt 0 ]; do
  # shellcheck disable=SC2034
  case $1 in
    --wheels) [ $# -ge 2 ] || refuse "--wheels needs a folder."; wheels=$2; shift ;;
    --keep-ssh) keep_ssh=yes ;;
    --uninstall) what=uninstall ;;
    --purge) purge=yes ;;
    --yes) yes=yes ;;
    *) refuse "Usage: install.sh [--wheels DIR] [--keep-ssh] | --uninstall [--purge [--yes]]" ;;
  esac
  shift
done
[ "$(id -u)" -eq 0 ] || refuse "This changes the system, so it needs root: sudo $0"
if [ $what = uninstall ]; then uninstall; exit 0; fi
[ $purge = no ] || refuse "--purge belongs to --uninstall."
check_machine
check_source
install_packages
make_user
put_files
make_version
lock_down
enable_units
finish
