"""The clause library: read from its folder, checked, merged with a company's own."""

from qa_docs.library.check import check_library
from qa_docs.library.load import library_files, load_library

__all__ = ["check_library", "library_files", "load_library"]
