"""Pages of things: every node of the graph with all that is said of it, where that is written and what follows."""
