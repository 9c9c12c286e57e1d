"""The local library: real SQLite files through sqlite-utils, photos as files named by their hash."""
