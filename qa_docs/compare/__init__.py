"""Compares two states of a document, clause by clause."""

from qa_docs.compare.documents import Reason, redline_of

__all__ = ["Reason", "redline_of"]
