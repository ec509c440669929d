"""A believable company with four closed quarters and an open one, to try everything on."""
