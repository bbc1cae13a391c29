"""Reads of organisations and rolls."""
