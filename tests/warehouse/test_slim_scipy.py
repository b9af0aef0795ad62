"""SciPy is loaded without parts of numpy, which stay there for those who ask for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CODE = """
import sys
from warehouse.slim_scipy import load_sparse
load_sparse()
assert not {name for name in sys.modules if name.startswith(("numpy.f2py", "numpy.testing"))}
import numpy
from scipy import sparse
made = sparse.csr_matrix([[1.0, 0.0], [2.0, 3.0]])
numpy.testing.assert_array_equal((made @ made).toarray(), [[1, 0], [8, 9]])
assert numpy.f2py.run_main
"""


def test_what_is_left_out_is_loaded_by_whoever_asks_for_it() -> None:
    subprocess.run([sys.executable, "-c", _CODE], cwd=ROOT, check=True)
