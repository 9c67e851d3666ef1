"""The shelf: one row for everything that is published, its links and its citations."""
