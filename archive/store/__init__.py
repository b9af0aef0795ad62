"""Where originals and artefacts are kept: the data folder itself, or object storage far away.

Everything has a key such as `originals/ab/cd/ID`. Ledger, lock, runs and the build stay in the data
folder of the one machine that coordinates; see docs/scaling.md.
"""

from archive.store.choose import choose_store, local_copy, open_store, prepare
from archive.store.contract import Store, StoredEntry
from archive.store.folder import FolderStore
from archive.store.together import together

__all__ = [
    "FolderStore",
    "Store",
    "StoredEntry",
    "choose_store",
    "local_copy",
    "open_store",
    "prepare",
    "together",
]
