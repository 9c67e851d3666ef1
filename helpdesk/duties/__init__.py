"""Authority and duty: what a municipality must or may do, on what basis, and who decides."""
