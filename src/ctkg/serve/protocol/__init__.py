"""The standard endpoint: SPARQL 1.1 Protocol, Graph Store Protocol, descriptions, RDF of every IRI."""
