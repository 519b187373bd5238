"""The terminal: settings, screens, words and papers; it stands on `sync` and `printing`."""
