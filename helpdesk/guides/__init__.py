"""Step-by-step guides."""
