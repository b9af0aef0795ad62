"""One module for each page of the room: what it asks, and what it hands to its template."""
