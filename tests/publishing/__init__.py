"""Tests of publishing: from an answered question to a page that lives on."""
