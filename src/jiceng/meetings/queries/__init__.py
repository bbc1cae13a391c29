"""Reads of meetings: registers, readiness, quorum, lists, the way of a decision."""
