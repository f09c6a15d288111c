"""Tests of people, units, lines of superiors, roles and their pages."""
