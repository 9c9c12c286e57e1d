"""Widgets, and what binds them; its rooms stand in the order in which imports point (see the map)."""
