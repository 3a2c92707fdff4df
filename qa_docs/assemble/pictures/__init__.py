"""Pictures of a transfer: plain values in, drawings and tables of the finished document out."""

from qa_docs.assemble.pictures.flow import ProcessStep, process_flow
from qa_docs.assemble.pictures.sheet import LANDSCAPE, PORTRAIT, Sheet, figures_numbered

__all__ = ["LANDSCAPE", "PORTRAIT", "ProcessStep", "Sheet", "figures_numbered", "process_flow"]
