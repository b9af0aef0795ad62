"""One module for each page of the room: its queries, and the values for its template."""
