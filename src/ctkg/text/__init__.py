"""The text half: bytes to statements, with no RDF library."""
