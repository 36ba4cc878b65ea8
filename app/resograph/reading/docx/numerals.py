"""A paragraph's number as Word writes it (ECMA-376, Part 1, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from resograph.resources import table
from resograph.symbols.roman import to_roman


def numeral(number: int, style: str) -> str:
    """The number in a style of Word's; in figures where the style is not known or has no sign for it.

    >>> numeral(28, "lowerLetter"), numeral(4, "lowerRoman"), numeral(12, "chineseCounting"), numeral(3, "arabicAbjad")
    ('bb', 'iv', '十二', 'ج')
    """
    styles = table("data", "word-numbers.toml")
    if number < 1:
        return str(number)
    if style in ("lowerRoman", "upperRoman") and number < 400:
        return to_roman(number).lower() if style == "lowerRoman" else to_roman(number)
    if style == "decimalZero":
        return f"{number:02}"
    if style == "numberInDash":
        return f"- {number} -"
    if style == "none":
        return ""
    if letters := styles["letters"].get(style):
        times, index = divmod(number - 1, len(letters))
        return str(letters[index] * (times + 1)) if times < 10 else str(number)
    if (signs := styles["signs"].get(style)) and number <= len(signs):
        return str(signs[number - 1])
    if digits := styles["digits"].get(style):
        return "".join(digits[int(digit)] for digit in str(number))
    if (counting := styles["counting"].get(style)) and number < 1000:
        return _counted(number, counting)
    return str(number)


def _counted(number: int, signs: str) -> str:
    """12 → 十二, 105 → 一百〇五."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = signs[hundreds] + signs[11] if hundreds else ""
    if tens:
        text += (signs[tens] if tens > 1 or hundreds else "") + signs[10]
    elif hundreds and ones:
        text += signs[0]
    return text + (signs[ones] if ones else "")
