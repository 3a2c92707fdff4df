"""The document as one web page that needs nothing else."""

from qa_docs.render.html.page import render_html

__all__ = ["render_html"]
