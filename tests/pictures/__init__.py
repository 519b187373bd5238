"""Pictures of the terminal, made by the program itself: `make pictures` writes them to docs/pictures."""
