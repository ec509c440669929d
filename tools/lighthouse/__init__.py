"""How fast and how accessible pages are to Google Lighthouse, on a demo of its own."""
