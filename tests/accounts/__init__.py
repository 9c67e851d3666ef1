"""Tests of helpdesk.accounts."""
