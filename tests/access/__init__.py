"""The rules of accessibility that tests hold."""
