"""Tests of helpdesk.topics."""
