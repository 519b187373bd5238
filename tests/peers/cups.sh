#!/usr/bin/env bash
# A CUPS of its own (Debian: cups, cups-client), reached by a socket in DIR; the system's CUPS is left alone.
#   cups.sh start DIR PORT PORT2   queues: bon, raw to the printer at 127.0.0.1:PORT; akte, likewise to PORT2;
#                                  prints the socket, which is what CUPS_SERVER wants
#   cups.sh stop DIR
# It keeps no job's file and no history (R35), as docs say that the centre's CUPS should.
set -euo pipefail
cmd=${1:?start|stop}; mkdir -p "${2:?DIR}"; DIR=$(cd "$2" && pwd); PID=$DIR/cupsd.pid; SOCK=$DIR/sock
PATH=$PATH:/usr/sbin

alive() { [ -s "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null; }
if [ "$cmd" = stop ]; then
  if alive; then p=$(cat "$PID"); kill "$p"; for _ in $(seq 50); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done; kill -9 "$p" 2>/dev/null || true; fi
  rm -f "$PID"; exit 0
fi

[ "$cmd" = start ] || { echo "start or stop" >&2; exit 2; }
PORT=${3:?PORT}; PORT2=${4:?PORT2}; me=$(id -un)
mkdir -p "$DIR"/{root,spool,cache,state,tmp,log}; chmod 755 "$DIR"
if [ "$me" = root ]; then work=lp group=lp; else work=$me group=$(id -gn); fi
cat >"$DIR/root/cupsd.conf" <<C
Listen $SOCK
LogLevel info
MaxLogSize 0
DirtyCleanInterval 0
PreserveJobHistory No
PreserveJobFiles No
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
C
cat >"$DIR/root/cups-files.conf" <<C
User $work
Group $group
SystemGroup $(id -gn)
ServerRoot $DIR/root
RequestRoot $DIR/spool
CacheDir $DIR/cache
StateDir $DIR/state
TempDir $DIR/tmp
AccessLog $DIR/log/access
ErrorLog $DIR/log/error
PageLog $DIR/log/page
Printcap
C
if ! alive; then
  (cd "$DIR" && exec cupsd -f -c "$DIR/root/cupsd.conf" -s "$DIR/root/cups-files.conf" >"$DIR/log/out" 2>&1 </dev/null) & echo $! >"$PID"
fi
export CUPS_SERVER=$SOCK LC_ALL=C
for _ in $(seq 100); do
  lpstat -r 2>/dev/null | grep -q "is running" && break
  alive || { echo "cupsd did not start, see $DIR/log" >&2; cat "$DIR/log/out" >&2; exit 1; }
  sleep 0.1
done
lpadmin -p bon -E -v "socket://127.0.0.1:$PORT/?waiteof=false" -m raw 2>/dev/null
lpadmin -p akte -E -v "socket://127.0.0.1:$PORT2/?waiteof=false" -m raw 2>/dev/null
echo "$SOCK"
