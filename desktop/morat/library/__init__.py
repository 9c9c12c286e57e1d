"""The local library: a real SQLite file, made by sqlite-utils, and photos as files named by their hash."""
