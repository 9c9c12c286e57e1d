"""Reading the text: pure functions over an Article that give Findings. No Qt, no SQL, no sentences."""
