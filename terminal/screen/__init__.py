"""What commands print for people; a command loads the part that it prints with."""
