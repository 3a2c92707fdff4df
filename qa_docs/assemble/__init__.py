"""From a deal and a library to a finished document: pure, without files and without a clock."""

from qa_docs.assemble.assemble import assemble, explain
from qa_docs.assemble.assembled import Assembled
from qa_docs.assemble.evaluate import Read
from qa_docs.assemble.products import Products
from qa_docs.assemble.select import Decision, Selection

__all__ = ["Assembled", "Decision", "Products", "Read", "Selection", "assemble", "explain"]
