"""The tabs for what was found in the text and for earlier versions."""
