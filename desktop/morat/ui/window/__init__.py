"""The frame of the window and the lines around the page; it knows the panels it holds."""
