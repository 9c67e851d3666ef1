"""Tests of the helpdesk."""
