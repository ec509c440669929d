"""Tests of the pure rules and statistics: published values, oracles and properties."""
