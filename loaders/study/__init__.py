"""Reads the study's own text into tables of facts; the tables are its committed output."""
