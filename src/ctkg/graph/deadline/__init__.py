"""Queries with a deadline: in processes of their own, which can be ended (docs/decisions/query-deadlines.md)."""
