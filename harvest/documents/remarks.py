"""What several readers have to say of a file."""

from __future__ import annotations

from harvest.documents.document import Remark

CHANGES_ACCEPTED = Remark(
    "Spårade ändringar är lästa som godkända.", "Tracked changes were read as accepted."
)
NO_COMMENTS = Remark(
    "Kommentarer i marginalen är inte lästa.", "Comments in the margin were not read."
)
NO_FOOTNOTES = Remark("Fotnoter är inte lästa.", "Footnotes were not read.")
