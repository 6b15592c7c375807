"""The history of matching's tables."""

from services.matching.feedback import models as feedback
from services.matching.indexing import models as indexing
from services.matching.matches import models as matches
from services.matching.proposals import models as proposals
from services.matching.replicas import models as replicas
from services.matching.tables import MatchingTable

__all__ = ["feedback", "indexing", "matches", "proposals", "replicas"]

metadata = MatchingTable.metadata
