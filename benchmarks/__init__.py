"""Measurements: they print ratios and are never timed tests."""
