"""Import, export and demo content."""
