"""From what publishers list to stored originals: politely, with nothing lost."""
