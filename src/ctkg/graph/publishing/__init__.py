"""What is published of a store beside its data: what an endpoint can do, and what there is to be had, as RDF."""
