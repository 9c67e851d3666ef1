"""Reads of articles: what readers see, and what the editors' pages show."""
