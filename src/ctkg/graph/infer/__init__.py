"""Inference: OWL 2 RL for individuals by rules compiled from the ontology, contradictions, and explanations."""

from ctkg.graph.infer.closing import close, forget, inherit, total
from ctkg.graph.infer.contradictions import contradictions
from ctkg.graph.infer.explaining import Proof, explain
from ctkg.graph.infer.sources import Source

__all__ = ["Proof", "Source", "close", "contradictions", "explain", "forget", "inherit", "total"]
