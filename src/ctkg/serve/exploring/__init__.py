"""What the graph explorer sees: things as nodes, what is said of two of them as one edge; every answer is bounded."""
