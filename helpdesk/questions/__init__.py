"""A municipality asks: the question, its thread, who is responsible, and by when."""
