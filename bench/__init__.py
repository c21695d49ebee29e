"""How fast are the numbers, measured against the database itself? See README.md."""
