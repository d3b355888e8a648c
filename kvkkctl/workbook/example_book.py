"""The example workbook: a published privacy policy as an inventory, made from ``example.toml``."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from kvkkctl.inventory.columns import CONTROLLER, CONTROLLER_LABELS, HOLDINGS, INVENTORY, TERMS, TRANSFERS
from kvkkctl.vocabulary import bases
from kvkkctl.workbook.inventory_book import Contents, write_contents
from kvkkctl.workbook.rows import Cells

Table = Mapping[str, Any]


def write_example(path: Path) -> None:
    """Write the example to `path`. Raises FileProblem."""
    example = tomllib.loads(files(__package__).joinpath("example.toml").read_text(encoding="utf8"))
    rows = {
        INVENTORY: list(_entries(example)),
        HOLDINGS: example["holding"],
        TERMS: list(_terms(example)),
        TRANSFERS: [_transfer(transfer) for transfer in example["transfer"]],
        CONTROLLER: [
            {"name": CONTROLLER_LABELS[name], "value": value} for name, value in example["controller"].items()
        ],
    }
    write_contents(path, Contents(rows))


def _entries(example: Table) -> Iterator[Cells]:
    defined = {category["label"]: category for category in example["category"]}
    hosts = [transfer["recipient"] for transfer in example["transfer"] if transfer.get("every_activity")]
    for activity in example["activity"]:
        for label in activity["categories"]:
            category = defined.get(label, {})
            audio = activity.get("audio_only") and label == "Görsel ve İşitsel Kayıtlar"
            items = ["çağrı merkezi kayıtları"] if audio else activity.get("items", category.get("items", []))
            yield {
                "activity": activity["name"],
                "category": label,
                "items": _lines(items),
                "purposes": _lines(activity["purposes"]),
                "subjects": _lines(category.get("subjects", [])),
                "bases": _bases(activity["bases"]),
                "recipients": _lines([*activity["recipients"], *hosts]),
                "abroad": "Evet",
                **example["every_activity"],
            }


def _terms(example: Table) -> Iterator[Cells]:
    for kind, name in (("Veri Kategorisi", "category"), ("Veri Konusu Kişi Grubu", "subject")):
        for term in example[name]:
            yield {
                "kind": kind,
                "label": term["label"],
                "official": term.get("official"),
                "definition": term["definition"],
                "defined": "Evet",
            }
    for transfer in example["transfer"]:
        yield {
            "kind": "Alıcı Grubu",
            "label": transfer["recipient"],
            "official": transfer.get("official"),
            "defined": "Evet",
            "role": transfer.get("role"),
            "country": transfer.get("country"),
        }


def _transfer(transfer: Table) -> Cells:
    plain = ("recipient", "description", "abroad", "country")
    return {
        **{name: transfer.get(name) for name in plain},
        "purposes": _lines(transfer["purposes"]),
        "bases": _bases(transfer["bases"]),
    }


def _lines(values: Sequence[str]) -> str | None:
    return "\n".join(values) or None


def _bases(codes: Sequence[str]) -> str | None:
    return _lines([f"{code} {bases()[code].text}" for code in codes])
