"""Checks the risk register: numbers recomputed, actions where they are needed, residual risks not above the first."""

from collections.abc import Iterator

from qa_docs.assemble.transfer.figures import needs_action, residual_rpn_of, rpn_of, scale_of
from qa_docs.assemble.transfer.placing import PlacedTransfer
from qa_docs.model.transfer.risk import Risk
from qa_docs.problems import Problem


def check_risks(given: PlacedTransfer) -> Iterator[Problem]:
    """Yield what is wrong with the risks."""
    register = given.transfer.risk_register
    for i, risk in enumerate(register.items if register else ()):
        path = ("risk_register", "items", i)
        yield from _check_numbers(given, path, risk)
        yield from _check_action(given, path, risk)
        yield from _check_residual(given, path, risk)


def _check_numbers(given: PlacedTransfer, path: tuple[str | int, ...], risk: Risk) -> Iterator[Problem]:
    if risk.rpn is not None and risk.rpn != rpn_of(risk):
        right = f"{risk.s} \u00d7 {risk.o} \u00d7 {risk.d} = {rpn_of(risk)}"
        message = f"the risk priority number of {risk.id} is {right}, not {risk.rpn}"
        yield given.wrong((*path, "rpn"), "rpn-wrong", message, f"write {rpn_of(risk)}, or leave it out")
    residual = residual_rpn_of(risk)
    if risk.residual_rpn is not None and residual is not None and risk.residual_rpn != residual:
        right = f"{risk.residual_s} \u00d7 {risk.residual_o} \u00d7 {risk.residual_d} = {residual}"
        message = f"the residual risk priority number of {risk.id} is {right}, not {risk.residual_rpn}"
        yield given.wrong((*path, "residual_rpn"), "rpn-wrong", message, f"write {residual}, or leave it out")


def _check_action(given: PlacedTransfer, path: tuple[str | int, ...], risk: Risk) -> Iterator[Problem]:
    scale = scale_of(given.transfer)
    missing = [key for key in ("action", "owner", "due") if getattr(risk, key) is None]
    if missing and needs_action(risk, scale):
        why = (
            f"its number, {rpn_of(risk)}, is not below {scale.action_rpn}"
            if rpn_of(risk) >= scale.action_rpn
            else f"its severity, {risk.s}, is not below {scale.action_severity}"
        )
        message = f"{risk.id} needs an action with owner and day, since {why}"
        yield given.wrong(path, "risk-without-action", message, "add " + ", ".join(f"`{key}:`" for key in missing))


def _check_residual(given: PlacedTransfer, path: tuple[str | int, ...], risk: Risk) -> Iterator[Problem]:
    residual = residual_rpn_of(risk)
    if residual is not None and residual > rpn_of(risk):
        message = f"the residual risk of {risk.id}, {residual}, is above the first one, {rpn_of(risk)}"
        yield given.wrong(path, "risk-raised", message, "score it anew, or choose another action")
    if risk.residual_s is not None and risk.residual_s != risk.s and risk.severity_justification is None:
        message = f"the severity of {risk.id} changes from {risk.s} to {risk.residual_s}"
        hint = f"leave it at {risk.s}: an action seldom changes the harm; otherwise add `severity_justification:`"
        yield given.doubtful((*path, "residual_s"), "severity-changed", message, hint)
