#!/usr/bin/env bash
# Two receipt printers at wire level (emupos from PyPI, needs Python 3.13), on loopback.
#   emupos.sh install DIR      makes an environment of its own in DIR; DIR/bin/emupos is the program
#   emupos.sh start DIR PORT   80 mm on PORT, 58 mm on PORT+1, its HTTP interface on PORT+2; prints that address
#   emupos.sh stop DIR
# start and stop keep their files in DIR and take the program from $EMUPOS, else from $PEER_CACHE/emupos/bin/emupos
# (PEER_CACHE: ~/.cache/quartierskiosk-peers).
set -euo pipefail
cmd=${1:?install|start|stop}; mkdir -p "${2:?DIR}"; DIR=$(cd "$2" && pwd); PID=$DIR/emupos.pid

if [ "$cmd" = install ]; then
  python=${PYTHON313:-$(command -v python3.13 || true)}
  [ -n "$python" ] || { echo "emupos needs Python 3.13 or newer; name one with PYTHON313" >&2; exit 1; }
  [ -x "$DIR/bin/emupos" ] || { "$python" -m venv "$DIR" && "$DIR/bin/pip" install -q "${EMUPOS_PIN:-emupos==0.4.0}"; }
  echo "$DIR/bin/emupos"; exit 0
fi

alive() { [ -s "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null; }
if [ "$cmd" = stop ]; then
  if alive; then p=$(cat "$PID"); kill "$p"; for _ in $(seq 50); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done; kill -9 "$p" 2>/dev/null || true; fi
  rm -f "$PID"; exit 0
fi

[ "$cmd" = start ] || { echo "install, start or stop" >&2; exit 2; }
PORT=${3:?PORT}; API=http://127.0.0.1:$((PORT + 2))/api/v1
EMUPOS=${EMUPOS:-${PEER_CACHE:-$HOME/.cache/quartierskiosk-peers}/emupos/bin/emupos}
[ -x "$EMUPOS" ] || { echo "no emupos at $EMUPOS" >&2; exit 1; }
cat >"$DIR/small.yaml" <<Y
type: printer
name: A printer for 58 mm
dpi: 203
width_dots: 384
font_a: { width: 12, height: 24 }
font_b: { width: 9, height: 17 }
code_pages: { 0: PC437, 16: WPC1252, 19: PC858 }
default_code_page: 0
drawer_sensor_open_level: high
Y
cat >"$DIR/emupos.yaml" <<Y
schema: 1
api: { host: 127.0.0.1, port: $((PORT + 2)) }
devices:
  - { id: wide, type: printer, profile: epson-tm-t20iii, receipts_dir: ./receipts, connections: [ { tcp: { port: $PORT } } ] }
  - { id: small, type: printer, profile: ./small.yaml, receipts_dir: ./receipts, connections: [ { tcp: { port: $((PORT + 1)) } } ] }
Y
if ! alive; then
  (cd "$DIR" && exec "$EMUPOS" run >"$DIR/emupos.log" 2>&1 </dev/null) & echo $! >"$PID"
fi
for _ in $(seq 150); do
  curl -sf -o /dev/null "$API/health" && { echo "$API"; exit 0; }
  alive || break
  sleep 0.1
done
echo "emupos did not start, see $DIR/emupos.log" >&2; exit 1
