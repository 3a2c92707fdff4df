"""Word files that exist already: whether they are sound, and what stands in them."""
