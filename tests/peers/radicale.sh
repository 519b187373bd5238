#!/usr/bin/env bash
# A real CalDAV and ICS server (Radicale from PyPI) on loopback, with the calendar of a made-up community centre.
#   radicale.sh install DIR      makes an environment of its own in DIR; DIR/bin/radicale is the program
#   radicale.sh start DIR PORT   prints the base address; DIR belongs to the PORT of its first start
#   radicale.sh stop DIR
# start and stop keep their files in DIR and take the program from $RADICALE_VENV, else from $PEER_CACHE/radicale
# (PEER_CACHE: ~/.cache/quartierskiosk-peers). Anyone may read; user treff, password kiosk-test, may write.
set -euo pipefail
cmd=${1:?install|start|stop}; mkdir -p "${2:?DIR}"; DIR=$(cd "$2" && pwd); PID=$DIR/radicale.pid

if [ "$cmd" = install ]; then
  [ -x "$DIR/bin/radicale" ] || { "${PYTHON:-python3}" -m venv "$DIR" && "$DIR/bin/pip" install -q "${RADICALE_PIN:-radicale==3.*}"; }
  echo "$DIR/bin/radicale"; exit 0
fi

alive() { [ -s "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null; }
if [ "$cmd" = stop ]; then
  if alive; then p=$(cat "$PID"); kill "$p"; for _ in $(seq 50); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done; kill -9 "$p" 2>/dev/null || true; fi
  rm -f "$PID"; exit 0
fi

[ "$cmd" = start ] || { echo "install, start or stop" >&2; exit 2; }
PORT=${3:?PORT}; BASE=http://127.0.0.1:$PORT
VENV=${RADICALE_VENV:-${PEER_CACHE:-$HOME/.cache/quartierskiosk-peers}/radicale}
[ -x "$VENV/bin/radicale" ] || { echo "no radicale at $VENV/bin/radicale" >&2; exit 1; }
echo 'treff:kiosk-test' >"$DIR/users"
cat >"$DIR/rights" <<'R'
[owner-write]
user: .+
collection: {user}(/.*)?
permissions: RWrw
[anyone-read]
user: .*
collection: .*
permissions: Rri
R
cat >"$DIR/config" <<C
[server]
hosts = 127.0.0.1:$PORT
[auth]
type = htpasswd
htpasswd_filename = $DIR/users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = $DIR/rights
[storage]
filesystem_folder = $DIR/collections
[web]
type = none
[logging]
level = info
C
if ! alive; then
  "$VENV/bin/radicale" --config "$DIR/config" >"$DIR/radicale.log" 2>&1 </dev/null & echo $! >"$PID"
fi
for _ in $(seq 100); do curl -s -o /dev/null "$BASE/.well-known/caldav" && break; sleep 0.1; done
if [ ! -f "$DIR/.seeded" ]; then
  C() { curl -fsS -o /dev/null -u treff:kiosk-test "$@"; }
  C -X MKCALENDAR "$BASE/treff/veranstaltungen/" -H 'Content-Type: application/xml' --data-binary '<?xml version="1.0" encoding="utf-8"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>Veranstaltungen Bürgertreff Süd</D:displayname><C:calendar-description>Öffentlicher Kalender – Räume &amp; Kurse</C:calendar-description></D:prop></D:set></C:mkcalendar>'
  TZ=$'BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n'
  put() { # name, body lines (LF)
    { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Buergertreff//DE\r\n%s' "$TZ"; printf '%s\n' "$2" | sed 's/$/\r/'; printf 'END:VCALENDAR\r\n'; } |
      C -X PUT "$BASE/treff/veranstaltungen/$1.ics" -H 'Content-Type: text/calendar; charset=utf-8' --data-binary @-; }
  put stammtisch 'BEGIN:VEVENT
UID:stammtisch-2027@buergertreff.example
DTSTAMP:20261101T120000Z
LAST-MODIFIED:20261101T120000Z
SEQUENCE:2
DTSTART;TZID=Europe/Berlin:20270105T183000
DTEND;TZID=Europe/Berlin:20270105T203000
RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270427T163000Z
EXDATE;TZID=Europe/Berlin:20270216T183000
SUMMARY:Spieleabend für Groß und Klein
DESCRIPTION:Brettspiele\, Karten & Tee.\nBitte eigene Spiele mitbringen\; Snac
 ks gibt es vor Ort. „Mensch ärgere dich nicht“-Turnier um 19:30.
LOCATION:Bürgertreff Süd\, Großer Saal (1. OG)
CATEGORIES:Spiele,Generationen
GEO:50.8333;12.9167
URL:https://buergertreff.example/spieleabend
END:VEVENT
BEGIN:VEVENT
UID:stammtisch-2027@buergertreff.example
RECURRENCE-ID;TZID=Europe/Berlin:20270309T183000
DTSTAMP:20261110T120000Z
DTSTART;TZID=Europe/Berlin:20270310T190000
DTEND;TZID=Europe/Berlin:20270310T210000
SUMMARY:Spieleabend (verlegt auf Mittwoch)
END:VEVENT'
  put flohmarkt 'BEGIN:VEVENT
UID:flohmarkt-2027@buergertreff.example
DTSTAMP:20261102T080000Z
DTSTART;VALUE=DATE:20270508
DTEND;VALUE=DATE:20270510
SUMMARY:Hofflohmarkt 🛍️ – zwei Tage
LOCATION:Innenhof
END:VEVENT'
  put beratung 'BEGIN:VEVENT
UID:beratung-migration@buergertreff.example
DTSTAMP:20261103T080000Z
DTSTART:20270211T140000Z
DURATION:PT1H30M
SUMMARY:Migrationsberatung (MBE)\, Anmeldung nötig
STATUS:CONFIRMED
ORGANIZER;CN="Caritasverband":mailto:mbe@caritas.example
END:VEVENT'
  put abgesagt 'BEGIN:VEVENT
UID:lesung-0212@buergertreff.example
DTSTAMP:20261104T080000Z
DTSTART;TZID=Europe/Berlin:20270212T190000
DTEND;TZID=Europe/Berlin:20270212T210000
SUMMARY:ABGESAGT: Lesung mit Musik
STATUS:CANCELLED
SEQUENCE:1
END:VEVENT'
  put nachtcafe 'BEGIN:VEVENT
UID:nachtcafe-dst@buergertreff.example
DTSTAMP:20261105T080000Z
DTSTART;TZID=Europe/Berlin:20270328T013000
DTEND;TZID=Europe/Berlin:20270328T033000
SUMMARY:Nachtcafé über die Zeitumstellung (real 1 Stunde)
TRANSP:TRANSPARENT
END:VEVENT'
  touch "$DIR/.seeded"
fi
curl -fsS -o /dev/null "$BASE/treff/veranstaltungen/"; echo "$BASE"
