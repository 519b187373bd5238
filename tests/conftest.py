"""Fixtures for all tests."""

pytest_plugins = ["tests.peers.cups", "tests.peers.peers", "tests.peers.pretix"]
