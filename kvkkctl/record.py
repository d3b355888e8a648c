"""What all records are built on: frozen pydantic models, and the types of their fields."""

from datetime import date, datetime, time
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _day(value: object) -> object:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date()
    return date.fromisoformat(value) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
Words = Annotated[str, Field(min_length=1, max_length=32_000)]
Count = Annotated[int, Field(ge=0, lt=2**63)]


class Value(BaseModel):
    """A frozen value without a number of its own."""

    # validators are built on first use: most commands read few kinds of records; a bug's report shows no record
    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", defer_build=True, hide_input_in_errors=True
    )


class Record(Value):
    """A numbered record of the register; `mark` and the number make its short name."""

    mark: ClassVar[str] = ""
    kind_name: ClassVar[str] = ""

    id: int

    @property
    def ref(self) -> str:
        """The short, stable name that people see."""
        return f"{self.mark}{self.id}"
