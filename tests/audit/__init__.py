"""An audit of everything published, as an attacker with the list of participants would do it."""
