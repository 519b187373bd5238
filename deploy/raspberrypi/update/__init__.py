"""Choosing between the versions of the program that lie on the device (docs/update.md)."""
