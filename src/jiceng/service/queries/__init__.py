"""Reads of residents' requests; the first argument is who asks."""
