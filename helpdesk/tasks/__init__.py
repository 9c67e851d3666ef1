"""TO DO: work that somebody owns, and the sweeps that follow a changed law."""
