"""Ways in: the site, the SPARQL endpoint, the command line."""
