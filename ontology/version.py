"""The one version number of the distribution, the ontology, the graph and the service."""

__all__ = ["__version__"]

__version__ = "0.1.0"
