"""The demo: the made-up neighbourhood Lindenhof, as TOML files and what turns them into items."""
