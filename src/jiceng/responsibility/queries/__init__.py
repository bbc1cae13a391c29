"""The reads of responsibilities."""
