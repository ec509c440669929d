"""From the bytes of an uploaded file to numbered rows of text, in bounded memory."""
