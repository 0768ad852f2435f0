"""A document as it is read: its text in segments, each with the statements that rest on it."""
