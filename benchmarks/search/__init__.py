"""How well and how fast the search finds, beside the engines a user could pick instead."""
