"""The left side of the window: search, queues and the list of pieces."""
