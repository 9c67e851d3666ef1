"""The law register, its sections, and recognising citations in text."""
