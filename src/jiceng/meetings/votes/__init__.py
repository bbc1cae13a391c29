"""Votes without a database: what a ballot may say, how it is sealed, what a rule makes of the numbers."""
