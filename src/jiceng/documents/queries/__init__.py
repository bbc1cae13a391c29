"""Reads of official documents."""
