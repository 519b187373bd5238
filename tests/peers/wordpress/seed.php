<?php // Three sites in German, their posts, a picture, a bulk of archives, and an editor with an application password.
require __DIR__ . '/request.php';
require "$www/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/ms.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
add_filter('pre_wp_mail', '__return_true');
wp_set_current_user(1);
kses_remove_filters();

function make_site($host, $path, $title, $first) {
  global $wpdb;
  $id = 1;
  if (!$first) {
    $id = wp_insert_site(['domain' => $host, 'path' => $path, 'network_id' => 1, 'title' => $title, 'user_id' => 1,
      'public' => 1, 'options' => ['WPLANG' => 'de_DE']]);
    // WordPress 6.1 drops the ':' before the port from a new site's domain: put it back
    $wpdb->update($wpdb->blogs, ['domain' => $host], ['blog_id' => $id]);
    clean_blog_cache($id);
    wp_cache_flush();
  }
  switch_to_blog($id);
  $address = "http://$host" . rtrim($path, '/');
  foreach (['siteurl' => $address, 'home' => $address, 'timezone_string' => 'Europe/Berlin', 'WPLANG' => 'de_DE',
    'permalink_structure' => '/%year%/%monthnum%/%postname%/',
    'blogdescription' => 'Aktuelles, Angebote und Treffpunkte'] as $name => $value) update_option($name, $value);
  wp_delete_post(1, true);
  wp_delete_post(2, true);
  restore_current_blog();
  return $id;
}

function make_post($fields) { // a post as old as its date: inserting alone would call it modified now
  global $wpdb;
  $id = wp_insert_post(wp_slash($fields + ['post_author' => 1, 'comment_status' => 'closed']));
  $date = $fields['post_date'];
  $wpdb->update($wpdb->posts, ['post_modified' => $date, 'post_modified_gmt' => get_gmt_from_date($date)], ['ID' => $id]);
  clean_post_cache($id);
  return $id;
}

function make_picture($post) {
  $picture = imagecreatetruecolor(640, 360);
  imagefilledrectangle($picture, 0, 0, 640, 360, imagecolorallocate($picture, 30, 110, 90));
  ob_start();
  imagepng($picture);
  $file = wp_upload_bits('aushang-offene-tuer.png', null, ob_get_clean())['file'];
  $id = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'Aushang', 'post_status' => 'inherit'],
    $file, $post);
  wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
  set_post_thumbnail($post, $id);
}

$sites = [
  make_site($host, '/', 'Quartiersportal Sonnenberg', true),
  make_site($host, '/nachbarschaft-west/', 'Nachbarschaftszentrum West', false),
  make_site($host, '/jugendhaus/', 'Jugendhaus Kesselbrink', false),
];
$made = [];
foreach (require __DIR__ . '/posts.php' as [$site, $date, $status, $category, $title, $content]) {
  switch_to_blog($sites[$site]);
  $made[] = make_post(['post_title' => $title, 'post_content' => $content, 'post_status' => $status,
    'post_date' => $date, 'post_category' => [wp_create_category($category)], 'tags_input' => ['Sonnenberg']]);
  restore_current_blog();
}
make_picture($made[0]);
for ($i = 1; $i <= 110; $i++) { // over 100 posts, so that the list has a second page
  $made[] = make_post(['post_title' => sprintf('Archiv %03d: Protokoll der Quartiersrunde', $i),
    'post_content' => "<p>Kurzprotokoll Nr. $i. Anwesend: Träger, Bewohner*innen, Stadt.</p>", 'post_status' => 'publish',
    'post_date' => gmdate('Y-m-d H:i:s', strtotime('2026-06-01 08:00:00') + $i * 43200)]);
}
$user = wpmu_create_user('kiosk', 'kiosk-test', 'kiosk@sonnenberg.example');
foreach ($sites as $id) add_user_to_blog($id, $user, 'editor');
[$password] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'Kiosk-Terminal']);
file_put_contents("{$argv[3]}/app-password.txt", "kiosk:$password\n");
echo 'seeded ', count($made), " posts\n";
