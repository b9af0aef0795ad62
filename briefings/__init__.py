"""From the warehouse to a briefing session: what to choose, the author's shortlist, the pack."""
