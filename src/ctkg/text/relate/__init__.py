"""Relaters: what the named things have to do with each other."""
