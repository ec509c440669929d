"""Who takes part, how they are reached, what each may see, what they promised."""
