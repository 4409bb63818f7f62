"""A number in the forms that lists have: digits, letters, Roman."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LETTERS = 26
LARGEST = 5000
"""What is higher is shown in digits; a file may claim any start."""


def counted(number: int, form: str) -> str:
    """Return `number` in a form as Word names it; unknown forms count in digits."""
    if form in {"none", "bullet"}:
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if not 0 < number <= LARGEST:
        return str(number)
    text = {"letter": _letters, "roman": _roman}.get(form[len("lower") :].lower(), str)(number)
    return text.upper() if form.startswith("upper") else text


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb: Word repeats the letter."""
    times, at = divmod(number - 1, LETTERS)
    return chr(ord("a") + at) * (times + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text
