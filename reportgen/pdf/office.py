"""LibreOffice on this machine: where it is, and a private place for it to run in.

Nothing here starts it. The place holds its own settings, fonts and home, so that a run neither sees nor
changes those of the user, and gives the same pages on every machine with the same LibreOffice.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_NAMES = ("soffice", "libreoffice")
_PLACES = {
    "linux": ("/usr/bin", "/usr/lib/libreoffice/program", "/opt/libreoffice/program", "/usr/local/bin"),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS",),
    "win32": (r"C:\Program Files\LibreOffice\program", r"C:\Program Files (x86)\LibreOffice\program"),
}

# Variables that a program needs to start at all, on Linux, macOS and Windows; all others stay behind.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "PROGRAMFILES")

# The old names of one design with the same widths, found in offices' own templates.
_SAME_DESIGN = "TH Sarabun New"
_OLD_NAMES = ("TH SarabunPSK", "TH Sarabun PSK", "TH SarabunIT๙", "TH Sarabun IT๙", "TH Sarabun")

_COMMON = "/org.openoffice.Office.Common"
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        "false",
    ),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
)

_EXPORT: Mapping[str, bool | int] = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "UseTaggedPDF": True,
    "ExportBookmarks": True,  # the outline, from the headings
    "ExportBookmarksToPDFDestination": True,  # the page of each bookmark
    "ExportFormFields": False,  # content controls stay text
    "ExportNotes": False,
    "DisplayPDFDocumentTitle": True,
}


_SOCKETS = Path("/tmp")  # wherever TMPDIR points
# An empty text: with it open LibreOffice stays after the conversion.
_STAYING = ("--nodefault", "-o", "private:factory/swriter")


def find_soffice(path_env: str, platform: str) -> Path | None:
    """LibreOffice's program: from a `PATH`, else from where `platform` (as `sys.platform`) puts it."""
    for place in (path_env, *_PLACES.get(platform, ())):
        for name in _NAMES:
            found = shutil.which(name, path=place)
            if found:
                return Path(found)
    return None


def kept_of(environ: Mapping[str, str]) -> dict[str, str]:
    """Of an environment only what a program cannot start without."""
    return {name: value for name, value in environ.items() if name.upper() in _KEPT}


@dataclass(frozen=True, slots=True)
class Room:
    """The place of one run: a folder, all of it to be thrown away afterwards."""

    folder: Path

    @property
    def paper(self) -> Path:
        """Where the DOCX goes."""
        return self.folder / "paper.docx"

    @property
    def result(self) -> Path:
        """Where the PDF will be."""
        return self.folder / "out" / "paper.pdf"

    @property
    def user(self) -> Path:
        """LibreOffice's own user folder."""
        return self.folder / "office"

    @property
    def socket(self) -> Path:
        """Where, on Linux, LibreOffice listens to further starts of itself with this room's user folder; one
        that is killed leaves it behind. Named as it does: by the folder's MD5, zeros in front left out."""
        digest = hashlib.md5(self.user.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
        owner = os.getuid() if hasattr(os, "getuid") else 0
        return _SOCKETS / f"OSL_PIPE_{owner}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"

    def prepare(self, fonts: Path) -> None:
        """Writes LibreOffice's settings, and the fonts it may use: those of `fonts` before the system's."""
        for folder in (self.user / "user", self.folder / "home", self.folder / "tmp", self.folder / "out"):
            folder.mkdir(parents=True)
        (self.user / "user" / "registrymodifications.xcu").write_text(_registry(), "utf-8")
        (self.folder / "fonts.conf").write_text(_fontconfig(fonts, self.folder / "fontcache"), "utf-8")

    def add_font(self, name: str, data: bytes) -> None:
        """Gives LibreOffice one more font for this run, in the file `name`."""
        (self.user / "user" / "fonts").mkdir(exist_ok=True)
        (self.user / "user" / "fonts" / name).write_bytes(data)

    def environ(self, base: Mapping[str, str]) -> dict[str, str]:
        """The environment to run in: of `base` only what a program cannot start without."""
        home, temporary = str(self.folder / "home"), str(self.folder / "tmp")
        return {
            **kept_of(base),
            "HOME": home,
            "USERPROFILE": home,
            "TMPDIR": temporary,
            "TEMP": temporary,
            "TMP": temporary,
            "FONTCONFIG_FILE": str(self.folder / "fonts.conf"),
            "SAL_USE_VCLPLUGIN": "svp",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }

    def command(self, soffice: Path, *, stay: bool = False) -> list[str]:
        """The command that makes `result` of `paper`, and then stays for further ones if it is to."""
        options = {
            name: {"type": "boolean" if isinstance(value, bool) else "long", "value": json.dumps(value)}
            for name, value in _EXPORT.items()
        }
        return [
            str(soffice),
            f"-env:UserInstallation={self.user.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            *(_STAYING if stay else ()),
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(options)}",
            "--outdir",
            str(self.result.parent),
            str(self.paper),
        ]


def _registry() -> str:
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )


def _fontconfig(fonts: Path, cache: Path) -> str:
    # The cache stands before the include: fontconfig writes to the first that it can.
    aliases = "".join(
        f'<match target="pattern"><test name="family" compare="eq"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{_SAME_DESIGN}</string></edit></match>'
        for name in _OLD_NAMES
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(fonts))}</dir><cachedir>{escape(str(cache))}</cachedir>{aliases}"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>'
    )
