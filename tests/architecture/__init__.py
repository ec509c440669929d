"""What holds for the whole of the code; a failure here names the rule and who broke it."""
