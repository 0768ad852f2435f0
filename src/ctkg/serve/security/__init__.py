"""What keeps a server and those who use it safe; a module a subject (docs/decisions/serve-safety.md)."""
