"""Mo-rát: a desktop editorial assistant for Vietnamese newsrooms."""

__version__ = "0.1.0"
