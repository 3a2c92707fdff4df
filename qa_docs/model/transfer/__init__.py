"""A technology transfer, as written below `transfer:` of a deal: one module for each part of the dossier."""
