<?php // Installs WordPress and turns it into a network of sites by path.
require __DIR__ . '/request.php';
define('WP_INSTALLING', true);
define('WP_SITEURL', "http://$host");
define('WP_HOME', "http://$host");
require "$www/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
require ABSPATH . 'wp-admin/includes/network.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Quartiersportal Sonnenberg', 'admin', 'admin@sonnenberg.example', true, '', 'kiosk-test', 'de_DE');
update_option('siteurl', "http://$host");
update_option('home', "http://$host");
global $wpdb;
foreach ($wpdb->tables('ms_global') as $name => $table) $wpdb->$name = $table;
install_network();
$failed = populate_network(1, $host, 'admin@sonnenberg.example', 'Sonnenberg-Netzwerk', '/', false);
echo is_wp_error($failed) ? $failed->get_error_code() : 'ok', "\n";
