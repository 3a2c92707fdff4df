"""Joins reading, assembling, rendering and writing."""
