"""The expert's desk: draft, consult, second pair of eyes, send."""
