"""People, the organisations they work for, the queues they serve, and how they sign in."""
