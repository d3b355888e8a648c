"""Open documents for tests, written by hand."""

import zipfile
from pathlib import Path

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "table", "text")) + (
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(path: Path, rows: str, *, columns: str = "", manifest: str = "") -> Path:
    """Write an .ods of one sheet, ``Envanter``, from the XML of its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPE, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{_URN}:manifest:1.0">{manifest}</m:manifest>'
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Envanter">{columns}{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def row(*cells: str, times: int = 1, visibility: str = "") -> str:
    """Return the XML of a row, or of several alike."""
    shown = f' table:visibility="{visibility}"' if visibility else ""
    return f'<table:table-row table:number-rows-repeated="{times}"{shown}>{"".join(cells)}</table:table-row>'


def cell(text: str = "", attributes: str = "", *, times: int = 1) -> str:
    """Return the XML of a cell with a text, or of several alike; without a text it is empty."""
    kind = 'office:value-type="string"' if text else ""
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{times}" {kind} {attributes}>{inner}</table:table-cell>'


def covered() -> str:
    """Return the XML of a cell that a merged area covers."""
    return "<table:covered-table-cell/>"


PADDING = row(cell(times=16384), times=1048000)
"""What LibreOffice writes after the last row."""
