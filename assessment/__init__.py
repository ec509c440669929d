"""What is asked, when, the answers, and what they add up to. Knows audiences, never people."""
