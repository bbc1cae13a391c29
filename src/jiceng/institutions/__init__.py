"""Institutions: what was written on paper, compiled into obligations, duties and verdicts."""
