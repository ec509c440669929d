"""Rules about people and messages, as pure functions."""
