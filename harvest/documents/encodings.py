"""The encodings that editors, mail programs and spreadsheets in Sweden save text in."""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE = ("windows-1252", "cp850", "mac_roman")
"""Windows, its console, old Macs: the one that gives most Swedish letters is it, first on a tie."""
SWEDISH = "åäöÅÄÖéÉ"
SHARE_OF_ZEROS = 0.3
"""Every other byte of Western UTF-16 is zero."""
LOOKED_AT = 64 * 1024
"""Bytes that tell what a text is."""


def decoded(data: bytes, declared: str | None = None) -> str:
    """Return a text, whatever its encoding; where `declared` does not fit, the bytes decide."""
    for encoding in (marked(data), "utf-8", declared):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    texts = [data.decode(encoding, "replace") for encoding in SINGLE_BYTE]
    return max(texts, key=lambda text: sum(text.count(letter) for letter in SWEDISH))


def decoded_head(data: bytes) -> str:
    """Return the beginning of a text, which may end in the middle of a character."""
    head = data[:LOOKED_AT]
    encoding = marked(head)
    if encoding:
        return head.decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return decoded(head)


def marked(data: bytes) -> str | None:
    """Return the encoding that a mark at the beginning, or the pattern of zeros, gives away."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:LOOKED_AT]
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[parity::2]
        if len(half) > 1 and half.count(0) > SHARE_OF_ZEROS * len(half):
            return encoding
    return None
