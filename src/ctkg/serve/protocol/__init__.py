"""The standard endpoint: SPARQL 1.1 Protocol, Graph Store Protocol, descriptions, RDF of every IRI."""

from ctkg.serve.protocol import catalogue, graphs, resources, update

#: Those of queries stand in their module alone.
ROUTES = (*update.ROUTES, *graphs.ROUTES, *catalogue.ROUTES, *resources.ROUTES)
