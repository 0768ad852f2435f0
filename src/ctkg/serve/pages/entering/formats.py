"""Formats in which entries are pasted: name, and what people call it."""

FORMATS = (
    ("yaml", "YAML form"),
    ("csv", "CSV table"),
    ("ttl", "Turtle"),
    ("trig", "TriG"),
    ("jsonld", "JSON-LD"),
    ("nt", "N-Triples"),
    ("rdf", "RDF/XML"),
)
