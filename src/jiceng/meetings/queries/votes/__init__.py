"""Reads of votes: who may vote and did, what the ballots say, what each page shows."""
