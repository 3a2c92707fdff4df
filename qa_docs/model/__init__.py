"""The values that everything passes: deal, library, text, document. No files, no clock, no Word."""
