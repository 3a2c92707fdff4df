"""What people hand in, read: files, YAML, clause text, expressions; each fault with its place."""
