"""What joins the open piece and the library to the panels."""
