"""Tables and their readers: bytes in, records out."""
