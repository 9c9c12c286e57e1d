"""What every part of the window is made with: colours, icons, sizes, empty states, names of things."""
