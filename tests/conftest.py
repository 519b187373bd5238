"""Fixtures for all tests."""

pytest_plugins = ["tests.peers.peers", "tests.peers.pretix"]
