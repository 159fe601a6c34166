"""The scalar types that input models are made of: text in, typed values with their place out.

Reading rules live in `thai`; this module only fits them to pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Self, TypeAlias

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from reportgen.diagnostics import NOWHERE, Span
from reportgen.model.source import Located
from reportgen.thai import dates, digits, fiscal, money, months
from reportgen.thai.reading import ReadError


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a person wrote: its exact value and its place. Baht for money, else as its key says."""

    value: Decimal
    span: Span = NOWHERE


_YEAR, _QUARTER = "(?P<year>2[4-7][0-9]{2})", "(?:q|ไตรมาส(?:ที่)?) ?(?P<quarter>[1-4])"
_PERIODS = (
    re.compile(rf"{_YEAR} ?[-/_]? ?{_QUARTER}"),
    re.compile(rf"{_QUARTER} ?(?:[-/_]|(?:ของ)?ปี(?:งบประมาณ)?(?: ?พ\.ศ\.)?)? ?{_YEAR}"),
)


@dataclass(frozen=True, slots=True, order=True)
class PeriodId:
    """A quarter of a fiscal year, written `2565-q1` (the year is Buddhist, the quarter 1 to 4)."""

    fiscal_year: int
    quarter: int

    def __str__(self) -> str:
        return f"{self.fiscal_year}-q{self.quarter}"

    @property
    def days(self) -> dates.DayRange:
        """First and last day of the quarter."""
        return fiscal.quarter_days(self.fiscal_year, self.quarter)

    @classmethod
    def read(cls, text: str) -> Self:
        """From `2565-q1`, also as `๒๕๖๕-Q1`, `q1/2565`, `ไตรมาส 1/2565` or `ไตรมาสที่ 1 ปีงบประมาณ 2565`; raises
        ReadError "period-unreadable"."""
        plain = " ".join(digits.to_arabic(text).lower().split())
        for pattern in _PERIODS:
            if found := pattern.fullmatch(plain):
                return cls(int(found["year"]), int(found["quarter"]))
        raise ReadError("period-unreadable", 0, len(text))


@dataclass(frozen=True, slots=True)
class MeetingNumber:
    """A meeting's number within a calendar year (Buddhist era), written `9/2564`."""

    number: int
    year: int

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @classmethod
    def read(cls, text: str) -> Self:
        """From `9/2564` or `9 / 2564`; raises ReadError "meeting-unreadable"."""
        found = re.fullmatch(r"\s*(\d{1,3})\s*/\s*(2[4-7]\d\d)\s*", digits.to_arabic(text))
        if not found or int(found[1]) == 0:
            raise ReadError("meeting-unreadable", 0, len(text))
        return cls(int(found[1]), int(found[2]))


def scalar(value: Any) -> str:
    """Text with something in it; what a validator raises otherwise tells what stands there."""
    if value is None:
        raise PydanticCustomError("value-empty", "empty")
    if isinstance(value, dict) and value:
        name = next(iter(value))
        context = {"within": name, "details": {"key": name}}
        raise PydanticCustomError("text-mapping", "text expected", context)
    if not isinstance(value, str):
        raise PydanticCustomError("text-expected", "text expected")
    if not value.strip():
        raise PydanticCustomError("value-empty", "empty")
    return value


def _cell(value: Any) -> str:
    is_empty = value is None or (isinstance(value, str) and not value.strip())
    return "" if is_empty else scalar(value)


def reading(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A validating function that gives text to `read` and hands on what it says is wrong."""

    def validate(value: Any) -> Any:
        text = scalar(value)
        try:
            return read(text)
        except ReadError as fault:
            context = {"offset": fault.offset, "length": fault.length, "details": fault.args_}
            raise PydanticCustomError(fault.code, "unreadable", context) from None

    return validate


def _nothing(value: Any) -> Any:
    """None for a dash, with which staff write that there is nothing."""
    return None if isinstance(value, str) and value.strip() in _DASHES else value


def _with_something(value: Any) -> Any:
    """A mapping without the keys that hold a dash; all else as it is."""
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if _nothing(item) is not None}


def _province(text: str) -> str:
    """A province's registered name, from what is written on papers too: `จ.เชียงใหม่`, `กทม.`"""
    name = _BEFORE_PROVINCE.sub("", text.strip())
    return Located(_CAPITAL if name in _CAPITAL_TOO else name, getattr(text, "span", NOWHERE))


def _amount(read: Callable[[str], Decimal | int]) -> Callable[[str], Amount]:
    def as_amount(text: str) -> Amount:
        return Amount(Decimal(read(text)), getattr(text, "span", NOWHERE))

    return as_amount


def _number(text: str) -> Decimal:
    """A plain number of any unit: thousands commas, at most six decimals."""
    plain = digits.to_arabic(text).strip()
    if not re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,6})?", plain):
        raise ReadError("number-unreadable", 0, len(text))
    return Decimal(plain.replace(",", ""))


def _fiscal_year(text: str) -> int:
    plain = digits.to_arabic(text).strip()
    if not re.fullmatch(r"2[4-7]\d\d", plain):
        raise ReadError("fiscal-year-unreadable", 0, len(text))
    return int(plain)


_DASHES = ("-", "–", "—", "−")
_BEFORE_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s*")
_CAPITAL = "กรุงเทพมหานคร"
_CAPITAL_TOO = ("กทม.", "กทม", "กรุงเทพฯ", "กรุงเทพ ฯ", "กรุงเทพ")
_PERIOD_PATTERN = r"^2[4-7][0-9][0-9]-q[1-4]$"


class Made:
    """Metadata for a value that one function makes of what is written; `schema` tells it to editors.

    As pydantic's PlainValidator, without the way back to text, which would be built anew for each key.
    """

    def __init__(self, make: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self._make = make
        self._schema = schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._make)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self._schema)


def _read(read: Callable[[str], Any], *examples: str, pattern: str | None = None) -> Made:
    schema: dict[str, Any] = {"type": ["string", "number"], "examples": list(examples)}
    if pattern:
        schema = {"type": "string", "pattern": pattern, "examples": list(examples)}
    return Made(reading(read), schema)


Text = Annotated[Located, Made(scalar, {"type": ["string", "number"]})]
"""Non-empty text, as `Located` when it came from a source."""
CellText = Annotated[str, Made(_cell, {"type": ["string", "number", "null"]})]
"""The text of a table's cell, which may be empty."""
Id = Annotated[Located, Made(scalar, {"type": ["string", "number"]})]
"""A name by which other places cite this thing."""
Province = Annotated[Located, _read(_province, "เชียงใหม่")]
"""A province's name as it is registered; whether there is such a province is judged elsewhere."""
Money = Annotated[Amount, _read(_amount(money.read_money), "12,500,000.00")]
MoneyIfAny = Annotated[Money | None, BeforeValidator(_nothing)]
"""Money that may be left out, or written as a dash for nothing."""
Percent = Annotated[Amount, _read(_amount(money.read_percent), "32", "53.15")]
Count = Annotated[Amount, _read(_amount(money.read_count), "24", "1,200")]
Number = Annotated[Amount, _read(_amount(_number), "1,500", "2.5")]
Day = Annotated[date, _read(dates.read_day, "31 ธันวาคม 2564", "2021-12-31")]
Days = Annotated[dates.DayRange, _read(dates.read_days, "15-16 ธันวาคม 2564")]
MonthOfYear = Annotated[dates.Month, _read(dates.read_month, "พฤศจิกายน 2564")]
MonthName = Annotated[int, _read(dates.read_month_name, "ต.ค.")]
TimeOfDay = Annotated[time, _read(dates.read_time, "16.00 น.")]
FiscalYear = Annotated[int, _read(_fiscal_year, "2565")]
Period = Annotated[PeriodId, _read(PeriodId.read, "2565-q1", pattern=_PERIOD_PATTERN)]
Meeting = Annotated[MeetingNumber, _read(MeetingNumber.read, "9/2564")]


def _distinct(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """Refuses two keys that are written differently and mean the same: the later would hide the earlier."""
    found: Mapping[Hashable, Any] = read(value)
    if len(found) < len(value):
        first: dict[Hashable, str] = {}
        for name, item in value.items():
            (meant,) = read({name: item})
            if meant in first:
                details = {"key": name, "first": first[meant]}
                raise PydanticCustomError("key-repeated", "repeated", {"within": name, "details": details})
            first[meant] = name
    return found


def _mapping_schema(names: dict[str, Any]) -> WithJsonSchema:
    values = {"type": ["string", "number"]}
    return WithJsonSchema({"type": "object", "propertyNames": names, "additionalProperties": values})


ByMonth = Annotated[
    dict[MonthName, Money],
    WrapValidator(_distinct),
    BeforeValidator(_with_something),
    _mapping_schema(
        {"enum": [name for names in (months.SHORT, months.LONG) for name in names[9:] + names[:9]]}
    ),
]
ByPeriod = Annotated[
    dict[Period, Number], WrapValidator(_distinct), _mapping_schema({"pattern": _PERIOD_PATTERN})
]

_read_attendance = reading(_amount(money.read_count))


def _attendance(value: Any) -> Any:
    if not isinstance(value, list):
        return _read_attendance(value)
    if not value or not all(isinstance(item, str) and item.strip() for item in value):
        raise PydanticCustomError("attendance-unreadable", "unreadable")
    return tuple(value)


Attendance: TypeAlias = Annotated[
    Amount | tuple[str, ...],
    Made(
        _attendance,
        {"anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": "string"}}]},
    ),
]
"""How many of a group were met, or who."""
