"""Technology transfers: checks of their data, the figures computed from them, and what their results come to."""
