"""What commands print for people. A command imports only the part that it needs."""
