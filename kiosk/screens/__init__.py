"""Pages of the terminal, one task a file."""
