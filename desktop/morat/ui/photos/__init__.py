"""The photos tab: contact sheet, and what is known of the selected picture."""
