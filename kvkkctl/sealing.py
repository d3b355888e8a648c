"""Encryption with a passphrase: workbooks as password-protected Office files, everything else as age containers.

`age -d` opens the latter (https://age-encryption.org/v1, with scrypt), Excel and LibreOffice the former.
"""

from io import BytesIO
from pathlib import Path
from typing import IO, Any

from kvkkctl.errors import BadValue, FileProblem
from kvkkctl.passphrase import known_passphrase, new_passphrase
from kvkkctl.text import Text

ENDING = ".age"
_START = b"age-encryption.org/v1\n"
_BOOKS = frozenset({".xlsx"})


def sealed_name(path: Path) -> Path:
    """Return the name that a file has once it is encrypted."""
    named = not path.name or path.suffix.lower() in {*_BOOKS, ENDING}
    return path if named else path.with_name(path.name + ENDING)


def plain_name(path: Path) -> Path:
    """Return the name of what an age container holds; a workbook is encrypted in its own way and under its name."""
    if path.suffix.lower() != ENDING:
        return path
    plain = path.with_suffix("")
    return path if plain.suffix.lower() in _BOOKS else plain


def is_sealed(start: bytes) -> bool:
    """Say whether what begins so is an age container."""
    return start.startswith(_START)


def prepare() -> None:
    """Raise BadValue or FileProblem where nothing could be encrypted, before the work whose outcome it is to hold."""
    _libraries()
    new_passphrase()


def seal(content: bytes, path: Path) -> bytes:
    """Encrypt what is to be the file `path`. Raises BadValue, FileProblem."""
    pyrage, office = _libraries()
    phrase = new_passphrase()
    if path.suffix.lower() not in _BOOKS:
        sealed: bytes = pyrage.passphrase.encrypt(content, phrase)
        return sealed
    out = BytesIO()
    office.format.ooxml.OOXMLFile(BytesIO(content)).encrypt(phrase, out)
    return out.getvalue()


def unsealed(content: bytes, label: object) -> bytes:
    """Return what an age container holds; messages call it `label`. Raises BadValue, FileProblem."""
    phrase = known_passphrase(label)
    if phrase is None:
        raise BadValue(
            Text(
                "{path} is encrypted: give its passphrase by --passphrase-file or KVKKCTL_PASSPHRASE, or type it.",
                path=label,
            )
        )
    pyrage, _ = _libraries()
    try:
        plain: bytes = pyrage.passphrase.decrypt(content, phrase)
    except pyrage.DecryptError as error:
        raise _closed(label) from error
    return plain


def unprotected(file: IO[bytes], label: object) -> bytes | None:
    """Return the workbook in a password-protected one; None where nobody gives a passphrase.

    Raises BadValue, FileProblem.
    """
    phrase = known_passphrase(label)
    if phrase is None:
        return None
    _, office = _libraries()
    out = BytesIO()
    try:
        book = office.OfficeFile(file)
        if book.format == "ooxml":
            book.load_key(password=phrase, verify_password=True)
        else:
            book.load_key(password=phrase)
        book.decrypt(out)
    except Exception as error:
        # the library raises whatever a damaged file makes it stumble over
        raise _closed(label) from error
    return out.getvalue()


def _closed(label: object) -> FileProblem:
    return FileProblem(Text("{path} does not open with this passphrase, or is damaged.", path=label))


def _libraries() -> tuple[Any, Any]:
    try:
        import msoffcrypto.format.ooxml
        import pyrage
    except ImportError as error:
        raise BadValue(
            Text("Encryption needs two libraries more: install them by `pip install 'kvkkctl[encryption]'`.")
        ) from error
    return pyrage, msoffcrypto
