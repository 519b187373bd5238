"""Backups on a stick, and the way back from one: an age file that only the words on the envelope open (R37, R38)."""
