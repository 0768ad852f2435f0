"""The standard endpoint: SPARQL 1.1 Protocol, Graph Store Protocol, descriptions, RDF of every IRI."""

from ctkg.serve.protocol import catalogue, graphs, query, resources, update

ROUTES = (*query.ROUTES, *update.ROUTES, *graphs.ROUTES, *catalogue.ROUTES, *resources.ROUTES)
