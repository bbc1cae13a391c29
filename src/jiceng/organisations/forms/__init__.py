"""Forms of organisations and rolls."""
