"""How is a file opened without risking the server: a child process with limits?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pyarrow as pa

from skolkval.errors import Refusal
from skolkval.importing.limits import Limits
from skolkval.importing.table import ReadFacts, Table, TextColumn

_ROOT = str(Path(__file__).parents[2])
# -I: neither the folder it is started in nor the user's settings decide what is imported.
_COMMAND = (
    sys.executable,
    "-I",
    "-c",
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from skolkval.importing.reader import main; main()",
    _ROOT,
)
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
# Threads and memory pools of the libraries would reserve memory that the limit counts.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


def read_table(
    path: Path,
    name: str,
    sheet: str | None,
    limits: Limits,
    command: Sequence[str] = _COMMAND,
) -> Table:
    """The cells of the file at `path`, called `name` by its owner, read in a child process.

    Raises:
        Refusal: what the child refused, or SK-114 when it crashed, was stopped or took too long.
    """
    job = {"path": str(path.resolve()), "name": name, "sheet": sheet, "limits": asdict(limits)}
    environment = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    try:
        done = subprocess.run(
            [*command, json.dumps(job)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.child_seconds,
            env=environment | _ENVIRONMENT,
            check=True,
        )
        batch = pa.ipc.open_stream(done.stdout).read_next_batch()
        facts = json.loads(batch.schema.metadata[b"facts"])
    except (subprocess.SubprocessError, OSError, pa.ArrowInvalid, StopIteration) as error:
        raise Refusal(
            "SK-114",
            "Filen kunde inte läsas säkert. Ingenting har sparats. Öppna den i Excel, spara den "
            "på nytt och försök igen.",
        ) from error
    if "refusal" in facts:
        raise Refusal(*facts["refusal"])
    arrays = [batch.column(index) for index in range(batch.num_columns)]
    if not arrays:
        return Table(ReadFacts.from_json(facts))
    return Table(
        ReadFacts.from_json(facts),
        np.asarray(arrays[0].to_numpy(), np.int32),
        tuple(
            TextColumn(
                np.asarray(array.indices.to_numpy(), np.int32), tuple(array.dictionary.to_pylist())
            )
            for array in arrays[1:]
        ),
    )
