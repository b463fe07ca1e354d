"""The populated graph: assembly, closure, store, projection, questions, build."""
