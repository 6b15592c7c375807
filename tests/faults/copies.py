"""Compares every copy with its source, field by field, and the sources with their feeds."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlmodel import col
from typing_extensions import override

from services.catalog.cases.models import HelperReview
from services.catalog.cases.models import SolvedCase as CountedCase
from services.catalog.duties import KINDS
from services.catalog.entries.publication import announce
from services.catalog.tables import FEED_TABLES as CATALOG_FEED
from services.matching.replicas.models import Replica
from services.portal.notifications.models import InboxItem
from services.portal.notifications.repository import people_meant
from services.requests.demands.models import Demand
from services.requests.demands.projection import public_document
from services.requests.tables import FEED_TABLES as REQUESTS_FEED
from shared.database import Database
from shared.feed.models import FeedTables
from shared.feed.publisher import Feed
from shared.messages.wire import MessageRead
from tests.faults.findings import Finding, different, unequal
from tests.faults.stores import FEEDS, FOLLOWED, Stores, rows_of

Documents = dict[str, Any]
NEED: Final = "requests.demand.changed.v1"
CASE: Final = "requests.case.solved.v1"
REVIEW: Final = "requests.review.given.v1"
KEPT_SECRET: Final = "企业未公开的技术需求"  # noqa: S105 - what a case without a title is called
MESSAGE_COLUMNS: Final = ("source", "code", "facts", "link", "at")


async def compare_copies(stores: Stores) -> list[Finding]:
    """Return in what copies differ from their sources."""
    found = [finding async for finding in _quarantined(stores)]
    catalog = await _published(stores["catalog"], "catalog", CATALOG_FEED)
    requests = await _published(stores["requests"], "requests", REQUESTS_FEED)
    needs = {key: data for key, data in requests.items() if key.startswith(NEED)}
    found += unequal("the catalogue's feed", catalog, await _entries(stores["catalog"]))
    found += unequal("the requests' feed", needs, await _needs(stores["requests"]))
    found += unequal("matching", await _replicas(stores["matching"]), _keyed({**catalog, **needs}))
    found += await _cases(stores["catalog"], requests)
    found += await _inboxes(stores)
    return found


async def _published(store: Database, source: str, tables: FeedTables) -> Documents:
    """Return what a feed says is there now, by type and subject."""
    documents: Documents = {}
    after: str | None = ""
    while after is not None:
        page = orjson.loads(await Feed(source, tables).snapshot(store, after))
        documents |= {f"{one['type']}:{one['subject']}": one["data"] for one in page["events"]}
        after = page["next"]
    return documents


@dataclass
class _Told(Feed):
    """Hears what would be published."""

    documents: Documents = field(default_factory=dict)

    @override
    def append(self, session: Any, *, type: str, subject: str, data: Any) -> None:
        if data is not None:
            self.documents[f"{type}:{subject}"] = orjson.loads(orjson.dumps(data))


async def _entries(store: Database) -> Documents:
    """Return what the catalogue should publish, by what its tables hold."""
    told = _Told()
    async with store.snapshot() as session:
        for kind in KINDS:
            await announce(told, session, kind, await rows_of(session, kind.table))
    return told.documents


async def _needs(store: Database) -> Documents:
    """Return what the requests service should publish of needs, by what its table holds."""
    async with store.snapshot() as session:
        demands = await session.scalars(sa.select(Demand))
        shown = {f"{NEED}:{demand.id}": public_document(demand) for demand in demands}
    return {key: data for key, data in shown.items() if data is not None}


async def _replicas(store: Database) -> Documents:
    async with store.snapshot() as session:
        rows = await session.scalars(sa.select(Replica).where(~col(Replica.gone)))
        return {row.key: row.document for row in rows}


def _keyed(documents: Documents) -> Documents:
    """Return published documents by the keys that matching gives them."""
    return {f"{key.split('.')[1]}:{key.partition(':')[2]}": data for key, data in documents.items()}


async def _cases(store: Database, published: Documents) -> list[Finding]:
    """Return in what the catalogue's cases differ from those that firms have confirmed."""
    there: Documents = {}
    for key, case in published.items():
        for helper in case["helpers"] if key.startswith(CASE) else ():
            there[f"{case['id']}:{helper['kind']}:{helper['id']}"] = {
                **{name: case[name] for name in _CASE_COLUMNS},
                "titled": case["title"] or KEPT_SECRET,
            }
    async with store.snapshot() as session:
        held = {
            f"{row['case_id']}:{row['kind']}:{row['entry_id']}": {
                **{name: _plain(row[name]) for name in _CASE_COLUMNS},
                "titled": row["title"].partition("（")[0],
            }
            for row in await rows_of(session, CountedCase)
        }
        reviews = {
            f"{row['review_id']}:{row['kind']}:{row['entry_id']}": row["overall"]
            for row in await rows_of(session, HelperReview)
        }
    given = {
        f"{review['id']}:{helper['kind']}:{helper['id']}": review["overall"]
        for key, review in published.items()
        if key.startswith(REVIEW)
        for helper in review["helpers"]
    }
    return [*unequal("solved cases", held, there), *unequal("reviews", reviews, given)]


_CASE_COLUMNS: Final = (
    "summary",
    "industry_code",
    "year",
    "outcome",
    "confirmed_by",
    "confirmed_on",
)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column's
    return value if value is None or isinstance(value, int) else str(value)


async def _inboxes(stores: Stores) -> list[Finding]:
    """Return in what inboxes differ from what people were told."""
    there: Documents = {}
    async with stores["portal"].snapshot() as portal:
        for url, (source, tables) in FEEDS.items():
            if "messages" not in url:
                continue
            for event in (await _published(stores[source], source, tables)).values():
                message = MessageRead.model_validate(event)
                columns = {**message.model_dump(), "source": source}
                for person in await people_meant(portal, message.to):
                    there[f"{message.id}:{person}"] = {n: columns[n] for n in MESSAGE_COLUMNS}
        held = {
            f"{row['message_id']}:{row['person_id']}": {n: row[n] for n in MESSAGE_COLUMNS}
            for row in await rows_of(portal, InboxItem)
            if row["source"] != "portal"
        }
    return list(unequal("inboxes", held, there))


async def _quarantined(stores: Stores) -> AsyncIterator[Finding]:
    for service, (tables, _) in FOLLOWED.items():
        async with stores[service].snapshot() as session:
            for row in await session.scalars(sa.select(tables.quarantine)):
                yield different(f"{service} could not take in {row.event_id}: {row.reason}")
