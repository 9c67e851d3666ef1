"""Plain functions that make things for tests, one module per room."""
