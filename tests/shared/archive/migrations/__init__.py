"""The history of the archive's tables."""

from tests.shared.archive.tables import ArchiveTable

metadata = ArchiveTable.metadata
