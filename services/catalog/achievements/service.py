"""What makes achievements a kind of entry."""

from typing import Final

from services.catalog.achievements.errors import AchievementNotFoundError
from services.catalog.achievements.models import Achievement
from services.catalog.achievements.schemas import (
    AchievementDraft,
    AchievementFilters,
    AchievementOwned,
    AchievementPatch,
    AchievementPublic,
    AchievementRead,
)
from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind, ProviderLink
from services.catalog.providers.models import Provider

ACHIEVEMENTS: Final = Kind(
    kind=EntryKind.ACHIEVEMENT,
    plural="achievements",
    table=Achievement,
    draft=AchievementDraft,
    patch=AchievementPatch,
    public=AchievementPublic,
    read=AchievementRead,
    owned=AchievementOwned,
    filters=AchievementFilters,
    not_found=AchievementNotFoundError,
    cases_field="cases",
    link=ProviderLink(table=Provider, id_field="owner_id", key_field="owner_source_id"),
)
