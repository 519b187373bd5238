<?php // The rewrite rules of a subdirectory multisite, for PHP's built-in server.
$root = realpath($_SERVER['DOCUMENT_ROOT']);
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$own = ['/wp-content', '/wp-admin', '/wp-includes'];
if (preg_match('#^(/[_0-9a-zA-Z-]+)?(/(wp-(content|admin|includes)\b.*|.*\.php))$#', $path, $m)
    && !in_array($m[1], $own) && is_file($root . $m[2])) {
  $path = $m[2];
}
$file = realpath($root . $path);
if ($file && is_dir($file) && is_file("$file/index.php")) {
  $path = rtrim($path, '/') . '/index.php';
  $file = "$file/index.php";
}
if ($file && is_file($file) && strpos($file, $root) === 0) {
  if (substr($file, -4) !== '.php') {
    $types = ['css' => 'text/css', 'js' => 'application/javascript', 'png' => 'image/png', 'jpg' => 'image/jpeg'];
    header('Content-Type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? 'application/octet-stream'));
    readfile($file);
    return true;
  }
  $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $path;
  $_SERVER['SCRIPT_FILENAME'] = $file;
  chdir(dirname($file));
  require $file;
  return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = "$root/index.php";
chdir($root);
require "$root/index.php";
