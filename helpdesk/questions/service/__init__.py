"""What requesters do. Each function is one use case and commits once."""
