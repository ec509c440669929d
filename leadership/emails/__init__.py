"""What our mails say, one module for each group of them; nothing here sends anything."""
