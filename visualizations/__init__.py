"""Views of the graph: the network, the report."""
