"""A store on a server that speaks SPARQL 1.1: query, update and Graph Store Protocol."""

from __future__ import annotations

from ctkg.graph.store.remote.address import Address, address
from ctkg.graph.store.remote.store import RemoteStore

__all__ = ["Address", "RemoteStore", "address"]
