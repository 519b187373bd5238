"""One site of the real WordPress network that tests may change: the youth club."""

from sync.clock import SystemClock
from sync.connectors.wordpress import WordPressConnector
from sync.records import Kind, Source
from tests.connectors.shelf import Round, Shelf
from tests.peers.peers import WordPress, free_port

SITE = 3
"""The site that these tests change: the youth club."""
COUNTING = """<?php // Counts requests to the youth club; one post may be answered in a broken form, REST may be closed.
$dir = dirname(ABSPATH);
if (isset($_SERVER['REQUEST_METHOD']) && str_starts_with($_SERVER['REQUEST_URI'], '/jugendhaus')) {
  file_put_contents("$dir/asked", '.', FILE_APPEND | LOCK_EX);
}
add_filter('rest_prepare_post', function ($response) use ($dir) {
  if (@file_get_contents("$dir/broken") == $response->data['id']) $response->data['title'] = 17;
  return $response;
});
add_filter('rest_authentication_errors', fn ($result) => is_file("$dir/closed")
  ? new WP_Error('rest_disabled', 'Geschlossen.', ['status' => 403]) : $result);
"""
FRESH = """
foreach (get_posts(['numberposts' => -1, 'post_status' => 'any']) as $old) wp_delete_post($old->ID, true);
foreach (['05', '06', '07'] as $day) {
  echo wp_insert_post(['post_status' => 'publish', 'post_author' => 1, 'post_date' => "2026-10-$day 18:00:00",
    'post_title' => 'Kino', 'post_content' => '<p>Offen für alle.</p>',
    'post_category' => [wp_create_category('Kultur')]]), ' ';
}
"""
"""Three posts, and nothing else."""
RULES = (("Veranstaltungen", Kind.EVENT), ("*", Kind.NOTICE))


class YouthClub:
    """The `Platform` of the contract: one site of the network, with posts of its own for each story."""

    timezone = "Europe/Berlin"

    def __init__(self, wordpress: WordPress) -> None:
        self.wordpress = wordpress
        self.url = f"{wordpress.url}/jugendhaus/"
        self.secret: str | None = None
        self.folder = wordpress.folder
        (self.folder / "www/wp-content/mu-plugins/counting.php").write_text(COUNTING)
        for name in ("asked", "broken", "closed"):
            (self.folder / name).unlink(missing_ok=True)
        self.ids = [int(number) for number in self.php(FRESH).split()]

    def php(self, code: str) -> str:
        return self.wordpress.php(code, SITE)

    def publish(self, date: str, title: str, text: str = "Offen für alle.", category: str = "Kultur") -> int:
        fields = f"'post_date' => '{date}', 'post_title' => '{title}', 'post_content' => '<p>{text}</p>'"
        return int(
            self.php(
                f"echo wp_insert_post(['post_status' => 'publish', 'post_author' => 1, {fields},"
                f" 'post_category' => [wp_create_category('{category}')]]);"
            )
        )

    def connect(self) -> WordPressConnector:
        source = Source(name="p", kind="wordpress", url=self.url, posts=RULES, secret=self.secret)
        return WordPressConnector(source, SystemClock())

    def pull(self, shelf: Shelf, full: bool = False) -> Round:
        connector = self.connect()
        try:
            return shelf.round(connector, full)
        finally:
            connector.close()

    def asked(self) -> int:
        counted = self.folder / "asked"
        return len(counted.read_text()) if counted.exists() else 0

    def change_one(self) -> None:
        self.php(f"wp_update_post(['ID' => {self.ids[1]}, 'post_title' => 'Ganz neu &amp; anders']);")

    def remove_one(self) -> None:
        self.php(f"wp_delete_post({self.ids[0]}, true);")

    def break_one(self) -> None:
        (self.folder / "broken").write_text(str(self.ids[0]))

    def make_unreachable(self) -> None:
        self.url = f"http://127.0.0.1:{free_port()}/jugendhaus/"
