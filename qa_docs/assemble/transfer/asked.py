"""Which data a transfer of some class is asked for: a packaging transfer has no bill of materials to confirm."""

from qa_docs.model.transfer.equipment import SystemQualification
from qa_docs.model.transfer.project import TransferClass
from qa_docs.model.transfer.transfer import Transfer

_PROCESS: tuple[TransferClass, ...] = ("oral_solid", "sterile_injectable", "api", "biologic_ds")
_PRODUCT: tuple[TransferClass, ...] = ("oral_solid", "sterile_injectable", "packaging")
_TESTED: tuple[TransferClass, ...] = (*_PROCESS, "analytical_only")

_CLASSES: dict[str, tuple[TransferClass, ...]] = {
    "sterile": ("sterile_injectable",),
    "api": ("api",),
    "biologic": ("biologic_ds",),
    "packaging_site_transfer": ("packaging",),
    "analytical_transfer": ("analytical_only",),
    **dict.fromkeys(
        (
            "bom", "cleaning", "cmas", "cpps", "cqas", "equipment", "existing_products_impact", "hold_times", "ipcs",
            "packaging", "process_history", "process_steps", "regulatory", "scale_factor", "stability",
            "supplier_qualification", "supply_plan", "validation", "yields", "batch_size_su", "batch_size_ru", "ehs",
        ),
        _PROCESS,
    ),
    **dict.fromkeys(("analytical_methods", "instruments", "reference_standards"), _TESTED),
    "bom.per_unit_mg": ("oral_solid", "sterile_injectable"),
    "ehs.dust_explosion": ("oral_solid", "api"),
    "equipment.ru.fill_pct": ("oral_solid",),
    "packaging.labelling": _PRODUCT,
    "packaging.secondary.artwork": ("oral_solid", "packaging"),
    "retention_samples.api": _PROCESS,
    "retention_samples.finished_product": (*_PRODUCT, "analytical_only"),
    "retention_samples.reference_substances": _PROCESS,
    "stability.filing_data_months": _PROCESS,
}  # fmt: skip
"""Data that are asked only of some classes; of the others they are printed where they are given."""
_FREE = frozenset(
    (
        "facility_comparison.gap",
        "governance.team.deputy",
        "regulatory.master_files.letter_of_access",
        "regulatory.master_files.ref",
        "regulatory.master_files.type",
    )
)
"""Data that say more where they are given, and owe nothing where they are not."""


def is_asked(transfer: Transfer, path: str) -> bool:
    """Tell whether a transfer of this class owes what stands at `path`, such as "equipment[].ru.fill_pct"."""
    plain = path.replace("[]", "")
    if plain in _FREE:
        return False
    if plain == "qualification.due" and transfer.qualification:
        return any(system.due is None and _is_open(system) for system in transfer.qualification)
    parts = plain.split(".")
    for end in range(len(parts), 0, -1):
        classes = _CLASSES.get(".".join(parts[:end]))
        if classes is not None:
            return transfer.transfer_class in classes
    return True


def _is_open(system: SystemQualification) -> bool:
    return "open" in (system.dq, system.iq, system.oq, system.pq)
