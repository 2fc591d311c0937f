"""An object store served on this machine, for as long as a block: what tests of stores talk to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


@contextmanager
def served(bucket: str) -> Iterator[FileSystem]:
    """Serve a store with one bucket; the environment names it, as that of a user would."""
    pytest.importorskip("pyarrow.fs")
    server = pytest.importorskip("moto.server", reason="moto[server] is not installed")
    from pyarrow.fs import S3FileSystem  # noqa: PLC0415 - may be absent

    running = server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    told = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in told.items():
                patch.setenv(name, value)
            store = S3FileSystem(
                scheme="http", endpoint_override=f"{host}:{port}", allow_bucket_creation=True
            )
            store.create_dir(bucket)
            yield store
    finally:
        running.stop()
