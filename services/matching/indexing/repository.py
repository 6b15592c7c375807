"""Every statement on how far the index has come."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.indexing.models import IndexState
from services.matching.replicas.repository import Position


class IndexStateRepository:
    """The state of one index, within one transaction or snapshot."""

    def __init__(self, session: AsyncSession, *, name: str, built_with: str) -> None:
        self._session = session
        self._name = name
        self._built_with = built_with

    async def position(self) -> Position | None:
        """Return up to where the index holds everything; None if it has to be built anew."""
        state = await self._session.get(IndexState, self._name)
        if state is None or state.built_with != self._built_with:
            return None
        return Position(state.change, state.key)

    async def remember(self, position: Position) -> None:
        """Note that the index holds everything up to `position`."""
        await self._session.merge(
            IndexState(
                name=self._name,
                built_with=self._built_with,
                change=position.change,
                key=position.key,
            )
        )
