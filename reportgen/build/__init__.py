"""Brings everything that is out of date up to date: what is stale and why, in which order, by whom.

Knows nothing of papers: the work is an argument. Imports little, for most builds have nothing to do.
"""
