# shellcheck shell=bash
# For install.sh: its steps, each of which finds what is there already and says in one line what it does.
# shellcheck disable=SC2154 # the variables are those of install.sh

# Units that would open a login, restart by a key, make the start wait for a network, or write memory to the card.
MASKED=(getty@.service serial-getty@.service ctrl-alt-del.target NetworkManager-wait-online.service
  systemd-networkd-wait-online.service swap.target dphys-swapfile.service)
ENABLED=(seatd.service)
SSH=(ssh.service ssh.socket)

install_packages() {
  local wanted package missing=()
  wanted=$(grep -v '^#' "$here/packages")
  for package in $wanted; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || { step "1/7 Debian's packages are all there."; return 0; }
  step "1/7 Installing Debian's packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${missing[@]}" >&2
}

# The user that owns settings and data, and runs the program; nobody can log in as it.
make_user() {
  step "2/7 The user 'kiosk', without a login; folders for settings and data."
  getent passwd kiosk >/dev/null || useradd --system --user-group --no-create-home --home-dir /nonexistent \
    --shell /usr/sbin/nologin --comment Quartierskiosk kiosk
  [ ! -f "$here/ssh/make-user" ] || bash "$here/ssh/make-user" /
  # seatd and Debian's printing make some of these groups only with their packages.
  local group groups=()
  for group in video render audio lp dialout; do getent group "$group" >/dev/null && groups+=("$group"); done
  usermod --groups "$(IFS=,; echo "${groups[*]}")" kiosk
  install -d -m 0750 -o kiosk -g kiosk "$SETTINGS"
  install -d -m 0700 -o kiosk -g kiosk "$DATA"
}

# The folder of a file; noted where it is new.
folder_of() {
  local folder
  folder=$(dirname "$1")
  [ ! -d "$folder" ] || return 0
  install -d -m 0755 "$folder"
  case $folder in "$LIB" | "$LIB"/*) ;; *) note folder "$folder" ;; esac
}

# One file, if it is not there yet just so.
put() {
  local source=$1 target=$2 mode=0644
  [ ! -x "$source" ] || mode=0755
  folder_of "$target"
  case $target in "$LIB"/*) ;; *) note file "$target" ;; esac
  placed+=("$target")
  if ! cmp -s "$source" "$target" || [ "$(stat -c %a "$target")" != "${mode#0}" ]; then
    install -m "$mode" "$source" "$target.new"
    mv -T "$target.new" "$target"
  fi
}

put_files() {
  step "3/7 Units, scripts and settings of the system (listed in $NOTES)."
  local folder file files old
  install -d -m 0755 "$LIB"
  placed=()
  while read -r folder target; do
    [ -d "$here/$folder" ] || continue
    files=$(cd "$here/$folder" && find . -type f ! -path '*/__pycache__/*' ! -name '*.md' -printf '%P\n' | sort)
    while read -r file; do put "$here/$folder/$file" "$target/$file"; done <<<"$files"
  done <<END
units /etc/systemd/system
etc /etc
bin /usr/local/bin
lib $LIB
steward $LIB/steward
ssh $LIB/ssh
update $LIB/update
END
  put "$here/make-version" "$LIB/make-version"
  # What an older install.sh placed and this one does not.
  for old in $(noted file); do
    printf '%s\n' "${placed[@]}" | grep -qxF -- "$old" || { rm -f "$old"; sed -i "\|^file $old\$|d" "$NOTES"; }
  done
}

make_version() {
  local folder=$wheels
  if [ -z "$folder" ]; then
    step "4/7 Fetching the program's libraries, each checked by its hash, and making the version. This takes minutes."
    folder=$(mktemp -d)
    "$here/install/fetch-on-device" "$folder/wheels" >&2
    "$LIB/make-version" "$OPT" "$folder/wheels" >/dev/null
    rm -rf "$folder"
  else
    step "4/7 Making the version of the program from $wheels. This takes minutes."
    "$LIB/make-version" "$OPT" "$wheels" >/dev/null
  fi
}

# A link to nothing hides what Debian brings; somebody's own file is not ours to hide.
mask() {
  [ ! -e "$1" ] && [ ! -L "$1" ] || return 0
  folder_of "$1"
  note masked "$1"
  ln -s /dev/null "$1"
}

lock_down() {
  local unit
  step "5/7 No login on any console, no key that restarts, no start that waits for a network."
  for unit in "${MASKED[@]}"; do mask "/etc/systemd/system/$unit"; done
  if [ "$keep_ssh" = yes ]; then
    step "    SSH stays as it is."
    return 0
  fi
  # From systemd 256 on it opens sockets of its own for SSH at each start, whatever is disabled.
  mask /etc/systemd/system-generators/systemd-ssh-generator
  for unit in "${SSH[@]}"; do
    systemctl is-enabled --quiet "$unit" 2>/dev/null || continue
    step "    SSH is off from the next start on (--keep-ssh leaves it on): $unit"
    note disabled "$unit"
    systemctl disable --quiet "$unit"
  done
}

enable_units() {
  local unit
  step "6/7 The terminal starts with the machine."
  for unit in "${ENABLED[@]}"; do
    systemctl is-enabled --quiet "$unit" 2>/dev/null && continue
    note enabled "$unit"
    systemctl enable --quiet "$unit"
  done
  for unit in "${placed[@]}"; do
    case $unit in /etc/systemd/system/*) ;; *) continue ;; esac
    grep -q '^\[Install\]' "$unit" || continue
    unit=$(basename "$unit")
    systemctl is-enabled --quiet "$unit" 2>/dev/null || systemctl enable --quiet "$unit"
  done
}

finish() {
  if runs; then
    systemctl daemon-reload
    udevadm control --reload
    systemd-tmpfiles --create /etc/tmpfiles.d/kiosk*.conf || true # folders of /run that the next start makes anyway
    step "7/7 Done. Restart the machine: sudo reboot. The terminal comes up by itself; the first time it asks."
  else
    step "7/7 Done. Nothing was started: no systemd runs here."
  fi
}
