# shellcheck shell=bash
# For install.sh: whether this machine can be a kiosk. Nothing is changed before all checks are passed.
# shellcheck disable=SC2154 # the variables are those of install.sh
FREE_MB=1200 # packages 700 MB, one version of the program 250 MB, and as much again while an update is made

# What the system says it is (os-release(5)); OS_RELEASE names another file of the kind.
of_release() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" "${OS_RELEASE:-/etc/os-release}"; }

check_machine() {
  local id="" release="" architecture free
  id=$(of_release ID)
  release=$(of_release VERSION_ID)
  case $id in
    debian | raspbian) ;;
    *) refuse "This is no Debian: the kiosk needs Raspberry Pi OS Lite (64 bit, Debian 13)." ;;
  esac
  if [ "${release:-0}" -lt 13 ] 2>/dev/null; then
    refuse "This is Debian $release. Its terminal window (foot 1.13) knows no touch: a finger would do nothing." \
      "Write Raspberry Pi OS Lite (64 bit) of 2025 or later onto the card."
  fi
  [ "$release" = 13 ] || refuse "This is Debian $release. The kiosk was tried on Debian 13; write that onto the card."
  architecture=$(dpkg --print-architecture)
  [ "$architecture" = arm64 ] \
    || refuse "This system is $architecture. Write the 64-bit Raspberry Pi OS Lite (arm64) onto the card."
  free=$(df --output=avail -BM / | tail -n 1 | tr -dc 0-9)
  if [ ! -e "$OPT/current" ] && [ "$free" -lt $FREE_MB ]; then
    refuse "There are $free MB free, and the kiosk needs $FREE_MB MB. Use a larger card (16 GB or more)."
  fi
}

check_source() {
  [ -z "$wheels" ] && return
  [ -f "$wheels/requirements.txt" ] || refuse "$wheels holds no requirements.txt. Make the folder with fetch_wheels.py."
}
