"""Measures of Maillage on this machine; ``python -m benchmarks`` runs them all."""
