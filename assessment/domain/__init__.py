"""Pure rules and statistics: no Django, no clock, no randomness, no input or output."""
