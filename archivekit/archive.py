"""The archive folder: one institution's settings, catalogue, masters, access copies and edition.

Owns where things lie in it, and nothing of what is in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archivekit.errors import NothingDone, system_says
from archivekit.settings import Settings, read_settings

SETTINGS_FILE = "archive.toml"


@dataclass(frozen=True)
class Archive:
    """One institution's archivekit folder."""

    root: Path
    settings: Settings

    @classmethod
    def open(cls, root: Path) -> Archive:
        """The archive in a folder. Raises NothingDone: none there, or bad settings."""
        file = root / SETTINGS_FILE
        try:
            toml = file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            raise NothingDone("settings.no-archive", folder=root) from None
        except (OSError, UnicodeDecodeError) as error:
            raise NothingDone("settings.not-readable", file=file, why=error) from None
        return cls(root, read_settings(toml, str(file)))

    @classmethod
    def create(cls, root: Path, toml: str) -> Archive:
        """A new archive in a folder, with the text of its ``archive.toml``; never over another."""
        file = root / SETTINGS_FILE
        settings = read_settings(toml, str(file))
        try:
            root.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as out:
                out.write(toml)
        except FileExistsError:
            raise NothingDone("settings.already-there", folder=root) from None
        except OSError as error:
            raise NothingDone(
                "settings.not-writable", folder=root, why=system_says(error)
            ) from None
        return cls(root, settings)

    @property
    def catalogue(self) -> Path:
        """The private database."""
        return self.root / "catalogue.db"

    @property
    def masters(self) -> Path:
        """The OCFL storage root."""
        return self.root / "masters"

    @property
    def access(self) -> Path:
        """The access copies, private until published."""
        return self.root / "access"

    @property
    def public(self) -> Path:
        """The edition."""
        return self.root / "public"

    @property
    def public_db(self) -> Path:
        """The edition's database."""
        return self.public / "public.db"

    @property
    def public_images(self) -> Path:
        """The edition's images."""
        return self.public / "images"

    @property
    def profiles(self) -> Path:
        """The archive's own profiles, one file each; need not be there."""
        return self.root / "profiles"

    @property
    def workspace(self) -> Path:
        """Where things are built before they are renamed into place: on the same filesystem."""
        return self.root / ".workspace"
