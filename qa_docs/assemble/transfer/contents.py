"""Every table and figure that a clause of a transfer document may name."""

from collections.abc import Mapping
from types import MappingProxyType

from qa_docs.assemble.transfer import (
    assessment,
    charted,
    drawn,
    kinds,
    laboratory,
    plan,
    process,
    project,
    report,
    site,
)
from qa_docs.assemble.transfer.generated import Made

CONTENTS: Mapping[str, Made] = MappingProxyType(
    {
        **project.TABLES,
        **assessment.TABLES,
        **laboratory.TABLES,
        **process.TABLES,
        **site.TABLES,
        **kinds.TABLES,
        **plan.TABLES,
        **report.TABLES,
        **drawn.FIGURES,
        **charted.CHARTS,
    }
)
"""By name."""
