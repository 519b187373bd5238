# shellcheck shell=bash
# For install.sh --uninstall: what was noted is taken back.
# shellcheck disable=SC2154 # the variables are those of install.sh

uninstall() {
  local unit path
  if [ ! -f "$NOTES" ] && [ "$purge" = no ]; then refuse "There is no kiosk here: $NOTES is missing."; fi
  if [ "$purge" = yes ] && [ "$yes" = no ]; then
    printf 'Settings and data go for good: bookings, members, letters. Type "yes": '
    read -r answer
    [ "$answer" = yes ] || refuse "Nothing was changed."
  fi
  step "1/4 The terminal does not start any more."
  for unit in "$here"/units/*; do
    unit=$(basename "$unit")
    # An instance stops with what it waits for; the template itself has nothing to stop.
    if runs; then case $unit in *@*) ;; *) systemctl stop "$unit" 2>/dev/null || true ;; esac; fi
    systemctl disable --quiet "$unit" 2>/dev/null || true
  done
  step "2/4 Consoles, SSH and the rest are as they were."
  for path in $(noted masked); do rm -f "$path"; done
  for unit in $(noted enabled); do systemctl disable --quiet "$unit"; done
  for unit in $(noted disabled); do systemctl enable --quiet "$unit"; done
  step "3/4 The program and its files are taken away."
  for path in $(noted file); do rm -f "$path"; done
  # The deepest first; a folder in which somebody else put something stays.
  for path in $(noted folder | sort -r); do rmdir --ignore-fail-on-non-empty "$path" 2>/dev/null || true; done
  rm -rf "$LIB" "$OPT"
  if [ "$purge" = yes ]; then
    step "4/4 Settings, data and users are taken away."
    rm -rf "$SETTINGS" "$DATA"
    for user in kiosk kiosk-help; do ! getent passwd $user >/dev/null || userdel $user; done
  else
    step "4/4 Settings and data stay: $SETTINGS and $DATA."
  fi
  ! runs || { systemctl daemon-reload; udevadm control --reload; }
  step "Done. Debian's packages stay; those that nothing else needs are listed by: apt-get autoremove --dry-run"
}
