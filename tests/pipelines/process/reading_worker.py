"""A worker that reads and extracts as the real one does, without loading spaCy."""

import sys
from pathlib import Path

from extractors import extract, read
from models.records import Labelled
from pipelines.process import document, worker
from pipelines.process.tools import Tools

document.tools = lambda: Tools(read, extract, lambda e: Labelled(e.document_id))
worker.main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
