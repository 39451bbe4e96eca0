"""Who is named in a text and who says what."""
