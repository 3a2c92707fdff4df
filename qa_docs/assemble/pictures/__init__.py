"""Pictures of a transfer: plain values in, drawings and tables of the finished document out."""

from qa_docs.assemble.pictures.charts import chart, limits_of, scale_for
from qa_docs.assemble.pictures.comparing import ComparedParameter, Limits, Setting, comparison
from qa_docs.assemble.pictures.controls import Attribute, Control, control_map
from qa_docs.assemble.pictures.flow import ProcessStep, process_flow
from qa_docs.assemble.pictures.gates import Gate, gate_timeline
from qa_docs.assemble.pictures.risks import Risk, RiskScale, risk_matrix
from qa_docs.assemble.pictures.sheet import LANDSCAPE, PORTRAIT, Sheet, figures_numbered

__all__ = [
    "LANDSCAPE",
    "PORTRAIT",
    "Attribute",
    "ComparedParameter",
    "Control",
    "Gate",
    "Limits",
    "ProcessStep",
    "Risk",
    "RiskScale",
    "Setting",
    "Sheet",
    "chart",
    "comparison",
    "control_map",
    "figures_numbered",
    "gate_timeline",
    "limits_of",
    "process_flow",
    "risk_matrix",
    "scale_for",
]
