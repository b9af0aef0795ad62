"""How many threads numpy may have: one."""

from __future__ import annotations

# Children share the cores that numpy's own threads would fight over. In any process, to start
# them takes longer than all that they would do in it.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
