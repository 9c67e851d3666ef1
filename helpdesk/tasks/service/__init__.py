"""What people do with tasks, and the sweeps that follow a changed law."""
