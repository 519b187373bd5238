#!/usr/bin/env bash
# A real pretix (PyPI, SQLite) on loopback: events of a made-up community centre, ticket quotas, orders over its REST API.
#   pretix.sh install DIR      makes an environment of its own in DIR (a minute, 590 MB); DIR/bin/gunicorn is the program
#   pretix.sh start DIR PORT   prints the base address; DIR/token holds an API token; DIR belongs to the PORT of its first start
#   pretix.sh shell DIR <CODE  runs Python inside pretix, all scopes open
#   pretix.sh stop DIR
# start and shell take the program from $PRETIX_VENV, else from $PEER_CACHE/pretix (PEER_CACHE: ~/.cache/quartierskiosk-peers).
# Tables are made without running the 300 migrations (they take 95 s).
set -euo pipefail
cmd=${1:?install|start|shell|stop}; mkdir -p "${2:?DIR}"; DIR=$(cd "$2" && pwd); PID=$DIR/pretix.pid

if [ "$cmd" = install ]; then
  [ -x "$DIR/bin/gunicorn" ] || { "${PYTHON:-python3}" -m venv "$DIR" && "$DIR/bin/pip" install -q "${PRETIX_PIN:-pretix==2026.*}" gunicorn; }
  echo "$DIR/bin/gunicorn"; exit 0
fi

alive() { [ -s "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null; }
if [ "$cmd" = stop ]; then
  if alive; then p=$(cat "$PID"); kill "$p"; for _ in $(seq 100); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done; kill -9 "$p" 2>/dev/null || true; fi
  rm -f "$PID"; exit 0
fi

BIN=${PRETIX_VENV:-${PEER_CACHE:-$HOME/.cache/quartierskiosk-peers}/pretix}/bin
[ -x "$BIN/gunicorn" ] || { echo "no gunicorn at $BIN" >&2; exit 1; }
mkdir -p "$DIR/data" "$DIR/conf"
cat >"$DIR/conf/kiosk_settings.py" <<'P'
import os
from pretix.settings import *
if os.environ.get('KIOSK_SYNCDB'):
    class _None:
        def __contains__(self, item): return True
        def __getitem__(self, item): return None
    MIGRATION_MODULES = _None()
EMAIL_BACKEND = 'django.core.mail.backends.dummy.EmailBackend'
P
export PRETIX_CONFIG_FILE=$DIR/pretix.cfg PYTHONPATH=$DIR/conf DJANGO_SETTINGS_MODULE=kiosk_settings
inside() { # a file of Python
  "$BIN/python" -m pretix shell -v 0 -c "
from django_scopes import scopes_disabled
with scopes_disabled():
    exec(open('$1').read(), {'__name__': 'kiosk'})"
}
if [ "$cmd" = shell ]; then cat >"$DIR/given.py"; inside "$DIR/given.py"; exit; fi

[ "$cmd" = start ] || { echo "install, start, shell or stop" >&2; exit 2; }
PORT=${3:?PORT}; BASE=http://127.0.0.1:$PORT
cat >"$DIR/pretix.cfg" <<C
[pretix]
instance_name=Kiosk-Test
url=$BASE
currency=EUR
datadir=$DIR/data
registration=off
[database]
backend=sqlite3
[locale]
default=de
timezone=Europe/Berlin
[mail]
from=pretix@kiosk.example
host=127.0.0.1
port=9
[django]
debug=off
secret=kiosk-test-secret-0123456789abcdef0123456789abcdef
C
cat >"$DIR/seed.py" <<P
TOKEN_FILE = '$DIR/token'
P
cat >>"$DIR/seed.py" <<'P'
import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo
from i18nfield.strings import LazyI18nString as L
from pretix.base.models import Event, Organizer, Team, TeamAPIToken, User
B = ZoneInfo('Europe/Berlin'); y = datetime.date.today().year + 1
def at(month, day, hour, minute=0): return datetime.datetime(y, month, day, hour, minute, tzinfo=B)
u = User.objects.create_superuser('admin@kiosk.example', 'kiosk-test')
o = Organizer.objects.create(slug='buergerhaus', name='Bürgerhaus Ost e. V.')
t = Team.objects.create(organizer=o, name='Kiosk')
for f in t._meta.get_fields():
    if f.name.startswith('can_') or f.name in ('all_events', 'all_event_permissions', 'all_organizer_permissions'): setattr(t, f.name, True)
t.save(); t.members.add(u)
def event(slug, name, starts, ends, place, **more):
    e = Event.objects.create(organizer=o, slug=slug, name=L({'de': name}), date_from=starts, date_to=ends, location=L({'de': place}), currency='EUR',
                             live=True, is_public=True, plugins='pretix.plugins.banktransfer,pretix.plugins.manualpayment', **more)
    e.settings.timezone = 'Europe/Berlin'; e.settings.locales = ['de']; e.settings.locale = 'de'
    return e
def product(e, name, price, size, position=0, dates=(None,)):
    i = e.items.create(name=L({'de': name}), default_price=Decimal(price), admission=True, position=position)
    for date in dates: e.quotas.create(name=name, size=size, subevent=date).items.add(i)
    return i
e = event('theater', 'Stadtteiltheater: „Der zerbrochne Krug“', at(2, 20, 19, 30), at(2, 20, 22), 'Großer Saal\nOststraße 5, 04317 Leipzig')
for n, row in enumerate([('Regulär', '12.00', 60), ('Ermäßigt', '7.50', 40), ('Leipzig-Pass (frei)', '0.00', 20)]): product(e, *row, position=n)
e = event('deutschkurs', 'Deutschkurs A2 – Anmeldung', at(3, 1, 9), None, 'Raum 12')
product(e, 'Kursplatz', '0.00', 2)
e = event('ausflug', 'Seniorenausflug nach Meißen', at(5, 12, 8, 15), at(5, 12, 18), 'Abfahrt Hauptbahnhof')
for n, row in enumerate([('Mitfahrt', '18.00', 48), ('Rollstuhlplatz', '18.00', 2)]): product(e, *row, position=n)
e = event('hof-fest', 'Hoffest: Standplätze', at(6, 19, 15), at(6, 19, 21), 'Innenhof')
product(e, 'Standplatz', '0.00', 30)
e = event('yoga', 'Yoga am Montag', at(4, 5, 18), None, 'Gymnastikraum', has_subevents=True)
dates = [e.subevents.create(name=L({'de': 'Yoga am Montag'}), active=True, is_public=True, date_from=at(4, day, 18), date_to=at(4, day, 19)) for day in (5, 12, 19)]
product(e, 'Matte', '0.00', 8, dates=dates)
open(TOKEN_FILE, 'w').write(TeamAPIToken.objects.create(team=t, name='kiosk').token)
P
if [ ! -s "$DIR/token" ]; then
  KIOSK_SYNCDB=1 "$BIN/python" -m pretix migrate --run-syncdb >"$DIR/migrate.log" 2>&1 || { tail -20 "$DIR/migrate.log" >&2; exit 1; }
  inside "$DIR/seed.py" >"$DIR/seed.log" 2>&1 || { tail -20 "$DIR/seed.log" >&2; exit 1; }
  [ -s "$DIR/token" ] || { tail -20 "$DIR/seed.log" >&2; exit 1; }
fi
if ! alive; then
  (cd "$DIR" && exec "$BIN/gunicorn" pretix.wsgi --bind "127.0.0.1:$PORT" --workers 1 --threads 2 --timeout 60) >"$DIR/pretix.log" 2>&1 </dev/null & echo $! >"$PID"
fi
for _ in $(seq 300); do
  curl -fsS -o /dev/null -H "Authorization: Token $(cat "$DIR/token")" "$BASE/api/v1/version" 2>/dev/null && { echo "$BASE"; exit 0; }
  alive || break
  sleep 0.2
done
tail -20 "$DIR/pretix.log" >&2; exit 1
