"""Loaders of open data, one module per format: bytes in, rows and refusals out, nothing fetched."""

__all__: list[str] = []
