"""Pages of organisations and rolls."""
