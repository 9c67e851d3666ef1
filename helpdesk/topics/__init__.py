"""The subject tree, and which queue a topic's questions go to."""
