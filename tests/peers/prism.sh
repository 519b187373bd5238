#!/usr/bin/env bash
# Prism (npm) on loopback: is a request one that an OpenAPI document allows? It has no state; answers come from examples.
#   prism.sh install DIR           makes DIR/node_modules (30 s, 90 MB)
#   prism.sh start DIR PORT SPEC   prints the base address; what Prism says to a request stands in DIR/prism.log
#   prism.sh stop DIR
# start takes the program from $PRISM, else from $PEER_CACHE/prism (PEER_CACHE: ~/.cache/quartierskiosk-peers).
set -euo pipefail
cmd=${1:?install|start|stop}; mkdir -p "${2:?DIR}"; DIR=$(cd "$2" && pwd); PID=$DIR/prism.pid
PROGRAM=node_modules/@stoplight/prism-cli/dist/index.js

if [ "$cmd" = install ]; then  # 5.15 and later want Node 24
  cd "$DIR"; [ -f "$PROGRAM" ] || { echo '{"private":true}' >package.json
    npm install --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error "@stoplight/prism-cli@${PRISM_VERSION:-5.14.2}" >&2; }
  echo "$DIR/$PROGRAM"; exit 0
fi

alive() { [ -s "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null; }
if [ "$cmd" = stop ]; then
  if alive; then p=$(cat "$PID"); kill "$p"; for _ in $(seq 50); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done; kill -9 "$p" 2>/dev/null || true; fi
  rm -f "$PID"; exit 0
fi

[ "$cmd" = start ] || { echo "install, start or stop" >&2; exit 2; }
PORT=${3:?PORT}; SPEC=${4:?SPEC}; PRISM=${PRISM:-${PEER_CACHE:-$HOME/.cache/quartierskiosk-peers}/prism}/$PROGRAM
[ -f "$PRISM" ] || { echo "no Prism at $PRISM" >&2; exit 1; }
alive || { node "$PRISM" mock -h 127.0.0.1 -p "$PORT" "$SPEC" >"$DIR/prism.log" 2>&1 </dev/null & echo $! >"$PID"; }
for _ in $(seq 300); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then echo "http://127.0.0.1:$PORT"; exit 0; fi
  alive || break; sleep 0.2
done
tail -20 "$DIR/prism.log" >&2; exit 1
