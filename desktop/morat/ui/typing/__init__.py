"""Help while typing, in every text field of the program."""
