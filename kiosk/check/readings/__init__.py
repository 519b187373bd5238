"""What the self-check looks at, one source a file; nothing is judged here."""
