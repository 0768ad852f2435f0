"""What the words of the graph mean: the ontology of the store as pages, with diagrams."""
