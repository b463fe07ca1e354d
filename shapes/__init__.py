"""What a well-formed graph must satisfy, and the report for people."""
