"""Reads of what communities have to work with."""
