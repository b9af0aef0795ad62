"""Records that every package speaks, and the themes that statements are about."""
