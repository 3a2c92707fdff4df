"""The clause library: read from its folder and checked."""

from qa_docs.library.load import library_files, load_library

__all__ = ["library_files", "load_library"]
