"""One deed a file: it checks every fact, then does one thing."""
