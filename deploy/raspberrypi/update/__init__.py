"""Choosing between versions of the program on the device, and making the bundles that bring them (docs/update.md)."""
