"""Finders: what the words name."""
