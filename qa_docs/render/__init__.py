"""Views of a finished document: each turns a `Document` into the bytes of a file."""
