"""Reads of the library, of duties and of boards."""
