"""Tests of helpdesk.web."""
