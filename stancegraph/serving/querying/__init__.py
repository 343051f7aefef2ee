"""The SPARQL endpoint and its workers, each query within limits."""
