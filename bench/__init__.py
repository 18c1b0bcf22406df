"""Measurements against budgets and against what a user would pick instead. Never part of the timed tests."""
