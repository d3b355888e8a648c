"""Write the committed copy of the example workbook anew from ``kvkkctl/workbook/example.toml``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kvkkctl.workbook.example_book import write_example  # noqa: E402 (found by the line above)

workbook = ROOT / "data" / "example" / "envanter.xlsx"
workbook.unlink(missing_ok=True)
write_example(workbook)
