"""Qt objects with signals: operations off the main thread, the open article, settings. No widgets."""
