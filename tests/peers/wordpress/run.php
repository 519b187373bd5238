<?php // Runs the PHP code on standard input inside one site of the network.
require __DIR__ . '/request.php';
require "$www/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user(1);
kses_remove_filters();
switch_to_blog((int) $argv[3]);
eval(stream_get_contents(STDIN));
