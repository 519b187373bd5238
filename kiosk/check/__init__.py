"""The self-check: what the machine, the files and the people tell about how the terminal is kept alive (R40)."""
