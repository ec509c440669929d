"""Fault drills: real parts are killed, stopped and lied to, and what must hold is counted after.

`make drills` runs all of them; catalogue.py lists them.
"""
