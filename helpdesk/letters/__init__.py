"""Letter templates: text, merge fields, download."""
