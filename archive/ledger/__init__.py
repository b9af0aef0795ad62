"""The ledger: every sighting of a document and every attempt to fetch one, append-only, for years.

SQLite in WAL mode rather than lines of JSON: a killed run never leaves half a row, readers do not
wait for the writer, and "the latest per address" is an index look-up instead of a full read.
`synchronous = NORMAL` may lose the last rows in a power cut (never in a crash); their files are
then fetched once more, which costs a request and nothing else.
"""

from archive.ledger.ledger import Ledger
from archive.ledger.queries import KnownAddress

__all__ = ["KnownAddress", "Ledger"]
