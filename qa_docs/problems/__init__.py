"""Problems as values: what is wrong, where, and what to do about it."""

from qa_docs.problems.codes import CODES
from qa_docs.problems.nearest import did_you_mean, nearest
from qa_docs.problems.problem import Place, Problem, ProblemsFound, Severity, Spot, errors_of

__all__ = ["CODES", "Place", "Problem", "ProblemsFound", "Severity", "Spot", "did_you_mean", "errors_of", "nearest"]
