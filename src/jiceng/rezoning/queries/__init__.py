"""What the pages of re-zoning read."""
