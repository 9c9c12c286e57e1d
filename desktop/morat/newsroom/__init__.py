"""What a piece is: frozen values and pure functions. No Qt, no SQL, no files."""
