"""OAI-PMH 2.0 in Dublin Core, for the harvesters of libraries and archives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from oaipmh import error  # type: ignore[import-untyped]
from oaipmh.common import (  # type: ignore[import-untyped]
    Header,
    Identify,
    Metadata,
    ResumptionOAIPMH,
)
from oaipmh.metadata import MetadataRegistry  # type: ignore[import-untyped]
from oaipmh.server import (  # type: ignore[import-untyped]
    NS_OAIDC,
    NS_XSI,
    ServerBase,
    decodeResumptionToken,
    encodeResumptionToken,
    oai_dc_writer,
)

from app.availability import reading
from app.copies.linked.names import licence
from app.copies.linked.rdf_xml import NOT_XML
from app.entries.damage import is_intact
from app.entries.documents import public_entry
from catalogue import feed, ledger
from record.fields import VOCABULARY_OF
from schemas.feed import HIGHEST_SEQ

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from app.copies.linked.names import Names
    from app.wiring import Services
    from catalogue.feed import FeedItem

Record = tuple[Header, Metadata | None, None]

PREFIX = "oai_dc"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
FORMAT = (PREFIX, SCHEMA, NS_OAIDC)
BATCH = 100
"""Records of an answer."""
SECOND = timedelta(seconds=1)
LATEST = datetime(9000, 1, 1)  # noqa: DTZ001 - as the library has times; nothing comes later
SUBJECTS = tuple(field for field in VOCABULARY_OF if field != "counties")
_OF_LIST = frozenset({"metadataPrefix", "from_", "until", "set"})


def answer(services: Services, names: Names, parameters: Mapping[str, Sequence[str]]) -> bytes:
    """Return the XML that answers a request; faults stand in it, as the protocol has it.

    Raises:
        DatabaseUnavailable: the rows do not answer.
    """
    with reading(services.database) as connection:
        registry = MetadataRegistry()
        registry.registerWriter(PREFIX, _write)
        server = ServerBase(_Repository(services, names, connection), registry)
        found: bytes = server.handleRequest(_arguments(parameters))
        return found


def _write(element: Any, metadata: Metadata) -> None:  # noqa: ANN401  of lxml
    """Write a record; the library names the schema by the namespace of its elements."""
    oai_dc_writer(element, metadata)
    element[0].set(f"{{{NS_XSI}}}schemaLocation", f"{NS_OAIDC} {SCHEMA}")


def _arguments(parameters: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what the library understands, or refuses itself: one value each, fit for XML.

    GetMetadata is a verb of its own that no harvester knows, and that fails.
    """
    found = {}
    for name, values in parameters.items():
        if name == "verb" and (len(values) > 1 or values[0] == "GetMetadata"):
            continue
        repeated = " (repeated)" if len(values) > 1 else ""
        found[NOT_XML.sub("", name) + repeated] = NOT_XML.sub("", values[0])
    return found


class _Repository(ResumptionOAIPMH):  # type: ignore[misc]  # untyped
    """What the library asks for; lists go on from a position of the ledger.

    Not from a number of records, as the library's own: what changes in the meantime moves to the
    end, and would make a harvester miss as many.
    """

    def __init__(self, services: Services, names: Names, connection: Connection) -> None:
        self._services = services
        self._names = names
        self._connection = connection

    def handleVerb(self, verb: str, kw: dict[str, Any]) -> object:  # noqa: N802 - as upstream
        """Answer a verb, lists with what leads on."""
        steps: dict[str, Callable[..., object]] = {
            "Identify": self._identify,
            "ListMetadataFormats": self._formats,
            "GetRecord": self._record,
            "ListRecords": partial(self._list, self._record_of),
            "ListIdentifiers": partial(self._list, lambda item: self._record_of(item)[0]),
        }
        if verb == "ListSets":
            raise error.NoSetHierarchyError("There are no sets.")
        if verb not in steps:
            raise error.BadVerbError(f"Illegal verb: {verb}")
        return steps[verb](**kw)

    def _identify(self) -> Identify:
        settings = self._services.settings
        contact = settings.contact or ""
        host = urlsplit(self._names.public_url).hostname
        first = feed.first_change(self._connection) or datetime.now(UTC)
        return Identify(
            repositoryName="Exempelbanken",
            baseURL=f"{self._names.api}/oai-pmh",
            protocolVersion="2.0",
            adminEmails=[contact if "@" in contact else f"postmaster@{host}"],
            earliestDatestamp=_naive(first),
            deletedRecord="transient",
            granularity="YYYY-MM-DDThh:mm:ssZ",
            compression=["identity"],
            toolkit_description=False,
        )

    def _formats(self, identifier: str | None = None) -> list[tuple[str, str, str]]:
        if identifier is not None:
            self._find_item(identifier)
        return [FORMAT]

    def _record(self, metadataPrefix: str, identifier: str) -> Record:  # noqa: N803 - as upstream
        _check_prefix(metadataPrefix)
        return self._record_of(self._find_item(identifier))

    def _find_item(self, identifier: str) -> FeedItem:
        entry_id = identifier.removeprefix(self._names.entry(""))
        found = feed.last_of(self._connection, entry_id) if entry_id != identifier else None
        if found is None:
            raise error.IdDoesNotExistError("There is no such record.")
        return found

    def _list(
        self,
        describe: Callable[[FeedItem], object],
        resumptionToken: str | None = None,  # noqa: N803 - as upstream
        **arguments: Any,  # noqa: ANN401 - as upstream
    ) -> tuple[list[object], str | None]:
        since = None
        if resumptionToken is not None:
            arguments, since = _read_token(resumptionToken)
        _check_prefix(arguments.get("metadataPrefix"))
        if arguments.get("set") is not None:
            raise error.NoSetHierarchyError("There are no sets.")
        first, until = arguments.get("from_"), arguments.get("until")
        if first and until and first > until:
            raise error.BadArgumentError("from is later than until.")
        if since is None:
            since = self._position(first, 0)
        within = until + SECOND if until and until < LATEST else None
        end = self._position(within, ledger.last_seq(self._connection))
        items = feed.between(self._connection, since, end, BATCH + 1)
        token = None if resumptionToken is None else ""  # the end of a list in parts
        if len(items) > BATCH:
            items.pop()
            token = encodeResumptionToken(arguments, items[-1].seq)
        shown = [item for item in items if item.record is None or is_intact(item.record)]
        return [describe(item) for item in shown], token

    def _position(self, moment: datetime | None, default: int) -> int:
        if moment is None:
            return default
        return feed.position_at(self._connection, moment.replace(tzinfo=UTC))

    def _record_of(self, item: FeedItem) -> Record:
        identifier = self._names.entry(item.entry_id)
        deleted = item.record is None
        header = Header(None, identifier, _naive(item.at), [], deleted)
        if item.record is None:
            return header, None, None
        return header, Metadata(None, self._dublin_core(public_entry(item.record))), None

    def _dublin_core(self, entry: Mapping[str, Any]) -> dict[str, list[str]]:
        known = self._services.vocabularies.known
        source = entry["source"]["url"]
        places = (
            ["Sverige"] if entry["national"] else _labels_of(known["counties"], entry["counties"])
        )
        elements_of = {
            "title": [entry["title"]],
            "creator": [entry["leadOrganisation"]],
            "subject": [
                *(each for name in SUBJECTS for each in _labels_of(known[name], entry[name])),
                *entry["keywords"],
            ],
            "description": [entry["summary"]],
            "publisher": [self._services.settings.publisher.name],
            "contributor": entry["partners"],
            "date": [entry["publishedAt"][:10]],
            "type": ["Text"],
            "identifier": [self._names.entry(entry["id"]), self._names.page(entry["id"])],
            "source": [source],
            "language": ["sv"],
            "coverage": places,
            "rights": [licence(entry["licence"])],
        }
        return {
            name: [NOT_XML.sub("", value) for value in values if value]
            for name, values in elements_of.items()
        }


def _labels_of(labels: Mapping[str, str], ids: list[str]) -> list[str]:
    return [labels.get(each, each) for each in ids]


def _check_prefix(prefix: str | None) -> None:
    if prefix != PREFIX:
        raise error.CannotDisseminateFormatError(f"Records are given as {PREFIX}.")


def _read_token(token: str) -> tuple[dict[str, Any], int]:
    """Return the arguments of a list, and where it goes on."""
    try:
        arguments, cursor = decodeResumptionToken(token)
    except (ValueError, error.DatestampError) as fault:
        raise error.BadResumptionTokenError("The token cannot be read.") from fault
    if not arguments.keys() <= _OF_LIST or not 0 <= cursor < HIGHEST_SEQ:
        raise error.BadResumptionTokenError("The token cannot be read.")
    return arguments, cursor


def _naive(moment: datetime) -> datetime:
    """Return a time as the library takes it: UTC, without a time zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)
