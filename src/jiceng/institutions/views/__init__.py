"""Pages of duties and institutions."""
