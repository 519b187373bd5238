#!/usr/bin/env bash
# A real WordPress Multisite (Debian packages only) on loopback: three sites of a made-up neighbourhood, 124 posts.
#   wordpress.sh start DIR PORT         prints the base address; DIR belongs to the PORT of its first start
#   wordpress.sh php DIR SITE <CODE     runs PHP inside WordPress; SITE is 1, 2 or 3
#   wordpress.sh stop DIR
# Needs: apt-get install --no-install-recommends wordpress wordpress-l10n php-cli php-mysql php-xml php-mbstring
#        php-curl php-intl php-gd mariadb-server-core mariadb-client-core curl
# An editor's application password lies in DIR/app-password.txt as user:password. Keep DIR short: a Unix socket's
# path has 107 bytes at most.
set -euo pipefail
cmd=${1:?start|php|stop}; mkdir -p "${2:?DIR}"; DIR=$(cd "$2" && pwd)
HERE=$(cd "$(dirname "$0")" && pwd)/wordpress
PATH=$PATH:/usr/sbin:/sbin
RUN=$DIR/run; WWW=$DIR/www; DB=$DIR/db; SOCK=$RUN/mysql.sock

alive() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

end() { # PIDFILE [-]: ends a process, with "-" its whole group
  if alive "$1"; then
    local pid; pid=$(cat "$1")
    kill -- "${2:-}$pid" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 -- "${2:-}$pid" 2>/dev/null || true
  fi
  rm -f "$1"
}

PHP=(php -d error_reporting=0 -d display_errors=0 -d memory_limit=256M -d date.timezone=UTC -d disable_functions=mail
  -d opcache.enable_cli=1 -d sys_temp_dir="$DIR/tmp")

start_database() { # its own data directory, a Unix socket, no TCP
  if [ ! -d "$DB/mysql" ]; then
    mariadb-install-db --no-defaults --datadir="$DB" --auth-root-authentication-method=normal \
      --skip-test-db --user="$(id -un)" >"$DIR/log/database-install.log" 2>&1
  fi
  if ! alive "$RUN/database.pid"; then
    mariadbd --no-defaults --user="$(id -un)" --datadir="$DB" --socket="$SOCK" --pid-file="$RUN/mysqld.pid" \
      --skip-networking --tmpdir="$DIR/tmp" --innodb-buffer-pool-size=32M --innodb-log-file-size=8M \
      --innodb-flush-log-at-trx-commit=2 --performance-schema=OFF --key-buffer-size=4M --max-connections=30 \
      --character-set-server=utf8mb4 >"$DIR/log/database.log" 2>&1 </dev/null &
    echo $! >"$RUN/database.pid"
  fi
  local sql=(mariadb --no-defaults -S "$SOCK" -u root -e)
  for _ in $(seq 150); do "${sql[@]}" 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.2; done
  "${sql[@]}" 'CREATE DATABASE IF NOT EXISTS wp CHARACTER SET utf8mb4'
}

copy_wordpress() { # Debian's tree has symbolic links that lead out of the document root
  [ ! -f "$WWW/.complete" ] || return 0
  rm -rf "$WWW"; cp -aL /usr/share/wordpress "$WWW"; rm -f "$WWW/wp-config.php"
  mkdir -p "$WWW/wp-content/uploads" "$WWW/wp-content/mu-plugins"
  cp -aL /var/lib/wordpress/wp-content/languages "$WWW/wp-content/" 2>/dev/null || true
  cp -aL /var/lib/wordpress/wp-content/themes/. "$WWW/wp-content/themes/" 2>/dev/null || true
  touch "$WWW/.complete"
}

write_config() { # MULTISITE: false before the network is made, then true
  cat >"$WWW/wp-config.php" <<PHP
<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:$SOCK');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); \$table_prefix = 'wp_';
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as \$k) {
  define(\$k . '_KEY', md5('$DIR' . \$k)); define(\$k . '_SALT', md5(\$k . '$DIR'));
}
define('WP_ENVIRONMENT_TYPE', 'local');   // application passwords over plain http
define('WP_HTTP_BLOCK_EXTERNAL', true);   // never leave this machine
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_AUTO_UPDATE_CORE', false);
define('WPLANG', 'de_DE'); define('WP_DEBUG', false);
if ($1) {
  define('WP_ALLOW_MULTISITE', true); define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false);
  define('DOMAIN_CURRENT_SITE', '$HOST'); define('PATH_CURRENT_SITE', '/');
  define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);
}
if (!defined('ABSPATH')) define('ABSPATH', '$WWW/');
require_once ABSPATH . 'wp-settings.php';
PHP
}

install_and_seed() {
  [ ! -f "$DIR/.installed" ] || return 0
  write_config false; "${PHP[@]}" "$HERE/install.php" "$WWW" "$HOST" >"$DIR/log/install.log" 2>&1
  write_config true; "${PHP[@]}" "$HERE/seed.php" "$WWW" "$HOST" "$DIR" >"$DIR/log/seed.log" 2>&1 || true
  grep -q '^seeded' "$DIR/log/seed.log" || { cat "$DIR/log/seed.log" >&2; exit 1; }
  touch "$DIR/.installed"
}

start_server() {
  if ! alive "$RUN/php.pid"; then
    # setsid: the workers that PHP forks are ended as one group
    PHP_CLI_SERVER_WORKERS=3 setsid "${PHP[@]}" -S "$HOST" -t "$WWW" "$HERE/router.php" \
      >"$DIR/log/php.log" 2>&1 </dev/null &
    echo $! >"$RUN/php.pid"
  fi
  for _ in $(seq 100); do
    if curl -fsS -o /dev/null "http://$HOST/wp-json/wp/v2/types" 2>/dev/null; then echo "http://$HOST"; return 0; fi
    sleep 0.2
  done
  echo "WordPress did not become ready, see $DIR/log" >&2; exit 1
}

case $cmd in
  stop) end "$RUN/php.pid" -; end "$RUN/database.pid" ;;
  php) HOST=$(cat "$DIR/host"); "${PHP[@]}" "$HERE/run.php" "$WWW" "$HOST" "${3:?SITE}" ;;
  start)
    HOST=127.0.0.1:${3:?PORT}; mkdir -p "$RUN" "$DIR/log" "$DIR/tmp"; echo "$HOST" >"$DIR/host"
    start_database; copy_wordpress; install_and_seed; start_server ;;
  *) echo "start, php or stop" >&2; exit 2 ;;
esac
