"""Pages of open recruitment."""
