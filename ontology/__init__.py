"""What exists and what it is called: terms, concept schemes, records, IRIs, errors."""
