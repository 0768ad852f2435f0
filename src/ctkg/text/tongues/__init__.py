"""Texts that are not English: French and Russian by lexicons of their own, any other language by known names only.

What is known of a language is data: ``data/patterns/<tag>/*.toml`` (dates, events, roles, names, instruments, endings)
and ``data/reference/names_<tag>.csv``. The modules here are mechanisms that know no language.
"""
