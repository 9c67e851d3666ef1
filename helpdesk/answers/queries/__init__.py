"""Reads of the expert's desk: its lists, one case, an answer, the people of a queue."""
