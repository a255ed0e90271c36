"""What lies on disk: the embedded models with their receipts, and the journal of finished work.

<cache>/models/<name>/         an installed model; receipt.json says what was installed
<cache>/models/*.partial-*     an interrupted fetch; the next one removes it
<cache>/fetch.lock             held while a model is fetched
SUMMARIZER_MODELS/<name>/      models of a container image, looked at first, never written
"""

from summarizer.store.assemble import Report
from summarizer.store.download import NoNetworkError, Sources
from summarizer.store.fetch import Convert, fetch
from summarizer.store.files import (
    CACHE_VARIABLE,
    MODELS_VARIABLE,
    cache_dir,
    human_size,
    model_folders,
    sha256_of,
    write_atomic,
)
from summarizer.store.journal import Journal, journal_key
from summarizer.store.manifest import (
    Adapter,
    ExtraFile,
    ModelEntry,
    load_adapters,
    load_manifest,
    models_folder,
    read_manifest,
    revision,
)
from summarizer.store.receipts import FileCheck, installed, verify, verify_adapter

__all__ = [
    "CACHE_VARIABLE",
    "MODELS_VARIABLE",
    "Adapter",
    "Convert",
    "ExtraFile",
    "FileCheck",
    "Journal",
    "ModelEntry",
    "NoNetworkError",
    "Report",
    "Sources",
    "cache_dir",
    "fetch",
    "human_size",
    "installed",
    "journal_key",
    "load_adapters",
    "load_manifest",
    "model_folders",
    "models_folder",
    "read_manifest",
    "revision",
    "sha256_of",
    "verify",
    "verify_adapter",
    "write_atomic",
]
