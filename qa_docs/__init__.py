"""Pharmaceutical quality agreements and RACI matrices from a deal and a clause library, as native Word files."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa_docs.assemble import assemble as assemble
    from qa_docs.library import load_library as load_library
    from qa_docs.render.docx import render_docx as render_docx
    from qa_docs.source.deal import read_deal as load_deal

__version__ = "0.1.0"
__all__ = ["__version__", "assemble", "load_deal", "load_library", "render_docx"]

_WHERE = {
    "assemble": ("qa_docs.assemble", "assemble"),
    "load_deal": ("qa_docs.source.deal", "read_deal"),
    "load_library": ("qa_docs.library", "load_library"),
    "render_docx": ("qa_docs.render.docx", "render_docx"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `qa-docs --help` stays fast."""
    if name not in _WHERE:
        raise AttributeError(f"module 'qa_docs' has no attribute {name!r}")
    import importlib

    module, attribute = _WHERE[name]
    return getattr(importlib.import_module(module), attribute)
