"""Reads of the yearly appraisal."""
